"""Evaluation 評核: frameworks by edition, and what an agency says of itself under one, with score and evidence."""
