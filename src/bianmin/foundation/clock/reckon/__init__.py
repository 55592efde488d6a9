"""Reckoning of time limits 期間計算: no database, no web framework."""
