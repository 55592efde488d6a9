"""Read tables that people hand in: every limit is kept before anything is believed."""
