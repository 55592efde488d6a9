"""Pages of task groups and their meetings."""
