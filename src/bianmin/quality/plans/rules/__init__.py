"""Who may do what with a plan, and what its governing plan asks of it."""
