"""Proofreading for an officer: her document is read apart from the web server, and is gone after a day or at once."""
