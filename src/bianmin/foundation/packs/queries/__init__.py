"""Read packs: their text, their problems, and what is loaded."""
