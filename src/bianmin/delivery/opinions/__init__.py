"""Opinions 民眾意見: written or told, answered in time, rated by who wrote, followed up."""
