"""Checks at the desk: the list, one with its sheet and findings, scoring, closing, and the report of a quarter."""
