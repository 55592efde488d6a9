"""Send messages, deliver them, and do the tasks that no e-mail can do."""
