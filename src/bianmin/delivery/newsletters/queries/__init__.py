"""Read newsletters: their rules, their issues, their subscribers, and who won them."""
