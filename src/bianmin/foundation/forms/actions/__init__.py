"""Publish forms; put half-filled ones aside and take them up again."""
