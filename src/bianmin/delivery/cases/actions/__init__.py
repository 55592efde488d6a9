"""Write cases: every step from application to decision."""
