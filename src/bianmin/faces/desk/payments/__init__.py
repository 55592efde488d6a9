"""Money at the desk: bills, receipts, the till, instalments, and what does not agree."""
