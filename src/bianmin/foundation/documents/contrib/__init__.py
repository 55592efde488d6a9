"""Outside systems that look at files."""
