"""Write look-ups, and accounts of other bodies."""
