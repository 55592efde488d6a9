"""Where people and machines meet Bianmin: pages, screens, API and commands."""
