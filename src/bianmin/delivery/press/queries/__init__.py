"""Read the rules for the press, and what the media said."""
