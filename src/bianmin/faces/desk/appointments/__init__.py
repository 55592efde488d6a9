"""The visits of a day at the desk: who came, who did not, who came without; booked, moved and cancelled for callers."""
