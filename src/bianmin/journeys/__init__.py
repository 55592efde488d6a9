"""Stories that cross domains: each a function one can open and read."""
