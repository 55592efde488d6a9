"""Subscribe and end, plan, write, try out and issue, and send to everybody once."""
