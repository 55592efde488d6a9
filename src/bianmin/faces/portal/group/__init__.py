"""Apply for many: a partner with the office's code hands in a table."""
