"""What a permit is made of: its kinds as data, its states, and the cards that pages show."""
