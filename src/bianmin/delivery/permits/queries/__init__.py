"""Read permits: kinds in force, cards of permits, contacts that are due, and what the public may learn."""
