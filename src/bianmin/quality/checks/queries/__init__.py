"""Read check plans, checks, telephone tests and reviews."""
