"""Bring cells up to date, type counts and targets in, publish values, write indicators of one's own."""
