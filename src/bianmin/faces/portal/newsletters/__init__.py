"""Newsletters on the website: read, found by words, subscribed to without an account, and ended by one press."""
