"""Open themes, write on them, answer, vote, and say what became of it."""
