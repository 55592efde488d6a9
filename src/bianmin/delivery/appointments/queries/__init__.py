"""Read places, times and visits."""
