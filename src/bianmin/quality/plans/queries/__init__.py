"""Read plans, and print them."""
