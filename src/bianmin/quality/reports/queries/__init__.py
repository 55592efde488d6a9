"""Read outlines and reports, and lay a report out as a tree."""
