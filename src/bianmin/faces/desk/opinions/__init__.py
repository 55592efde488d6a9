"""Opinions at the desk: the list by the day they are due, one with all that can be done, and those taken down here."""
