"""SQLite with a queue of writers; `base` is the name Django asks for."""
