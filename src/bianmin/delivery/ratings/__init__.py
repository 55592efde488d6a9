"""Ratings 即時評價: one press or one answer about one service given, and the alert an unhappy one raises."""
