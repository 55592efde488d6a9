"""Read frameworks, self-evaluations and rounds of scoring."""
