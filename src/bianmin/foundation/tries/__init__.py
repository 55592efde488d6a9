"""Tries to open something by its number: failures are counted by number and by network address, and many make wait."""
