"""Figures, plans, improvements and self-evaluations on the desk."""
