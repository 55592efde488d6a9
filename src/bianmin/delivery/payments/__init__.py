"""Fees, receipts, instalments and waivers 規費、收據、分期、減免: what is owed, what was taken, and proof of both."""
