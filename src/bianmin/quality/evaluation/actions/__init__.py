"""Write self-evaluations, and hold rounds of scoring."""
