"""Read groups, their meetings and agendas, and print them."""
