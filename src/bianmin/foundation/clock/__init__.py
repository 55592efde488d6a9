"""The clock: when is it due? Office calendar, closures, legal periods, and the ledger of pauses and extensions."""
