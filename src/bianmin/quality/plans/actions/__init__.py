"""Write plans: draft them on pages, and move them on."""
