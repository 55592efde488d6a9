"""Newsletters at the desk: issues step by step, subscribers, and who won them."""
