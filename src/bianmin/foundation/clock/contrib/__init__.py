"""What the clock takes from outside packages, and when."""
