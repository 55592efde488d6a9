"""Write accounts: open and close them, give and take duties, name who stands in."""
