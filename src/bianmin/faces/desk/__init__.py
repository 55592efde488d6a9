"""Pages for staff and chiefs."""
