"""The mail server, and one for demonstrations that refuses, delays and times out."""
