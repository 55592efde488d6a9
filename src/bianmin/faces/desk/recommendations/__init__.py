"""Recommendations at the desk: the lists, one with its annex, and writing how each is handled."""
