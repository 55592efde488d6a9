"""Permits 證件、許可: papers issued, with number, holder and validity; picked up, reused, renewed before they end."""
