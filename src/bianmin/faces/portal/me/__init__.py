"""My matters: prove who you are, see everything of yours, leave."""
