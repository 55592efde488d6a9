"""Permits at the desk: lists, one permit and what may be done with it, reminders that are due, papers used again."""
