"""Surveys 滿意度調查: designed, answered by nobody who is known, told with their sampling, concluded."""
