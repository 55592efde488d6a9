"""What may be stored, under which name, and who may open it."""
