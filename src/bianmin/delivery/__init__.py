"""DO: what an agency does for the public."""
