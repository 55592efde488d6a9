"""Surveys at the desk: designed, asked, brought in as tables, read, concluded and published."""
