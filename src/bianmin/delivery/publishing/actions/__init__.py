"""Write and publish articles, look through them, sample them, test their links and the site."""
