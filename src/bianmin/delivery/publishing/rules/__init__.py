"""Who may write, approve and check pages, and how their text is read."""
