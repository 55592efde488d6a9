"""Read published forms, and what was put aside."""
