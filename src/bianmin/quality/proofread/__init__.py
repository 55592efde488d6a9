"""Proofreading 勘誤: find the numbers of a document, recompute what they say of one another, name the slips."""
