"""Design a survey, let it be answered, and say what follows from it."""
