"""Plans on the desk: reading, moving on, and drafting."""
