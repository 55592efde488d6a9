"""Duties 職務: who holds which in which unit, giving and taking them, and people from outside."""
