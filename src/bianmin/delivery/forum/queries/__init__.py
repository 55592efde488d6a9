"""Read themes, messages and votes."""
