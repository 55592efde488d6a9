"""The forum at the desk: themes drafted and published, messages answered, votes of colleagues, and what came of it."""
