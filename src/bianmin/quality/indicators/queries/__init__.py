"""Reads: definitions, counting, values, explanations, snapshots."""
