"""Words of newsletters: states, the rules of an agency, and the cards that pages show."""
