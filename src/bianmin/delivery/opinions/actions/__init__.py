"""Receive an opinion, work on it, answer it, and say what its writer thinks of the answer."""
