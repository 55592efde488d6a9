"""Book, move and cancel a visit; say who came; let an agency's rules hold."""
