"""Load check plans; open, score and close checks; note telephone tests; review a quarter."""
