"""Ministries, agencies, offices, units and windows, their addresses, opening hours and number series."""
