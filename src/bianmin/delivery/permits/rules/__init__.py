"""Who may see and do what with permits, what each is worth on a day, and which reminders are due."""
