"""Read cases: what an actor may see, the desk's list, one case, and what the citizen may follow."""
