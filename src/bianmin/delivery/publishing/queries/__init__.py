"""Read what is published, what is being written, and what was checked."""
