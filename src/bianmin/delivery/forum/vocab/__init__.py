"""Words of the forum: states, the rules of an agency, and the cards that pages show."""
