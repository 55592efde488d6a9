"""The forum on the website: read themes, write on them, vote, and see what became of it."""
