"""Read mailboxes and opinions."""
