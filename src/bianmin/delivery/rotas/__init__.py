"""Rotas 輪值: who is on duty when, from a week's table to the hours that the public reads."""
