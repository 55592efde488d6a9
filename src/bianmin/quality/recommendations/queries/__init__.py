"""Read lists of recommendations, and print them."""
