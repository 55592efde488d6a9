"""The pack of a check plan, states of a check, and the cards that pages and papers show."""
