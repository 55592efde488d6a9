"""Messages to people 通知: templates per language, an outbox, e-mail, and telephone and letter tasks for the desk."""
