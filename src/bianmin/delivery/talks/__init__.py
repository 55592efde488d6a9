"""Talks: what somebody and the office write to one another about a matter, and how soon each question is answered."""
