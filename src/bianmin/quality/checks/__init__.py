"""Checks of how units serve 查核: score sheets, findings, telephone tests, and what is reported each quarter."""
