"""Read registers, look-ups, and accounts of other bodies."""
