"""Registers: logs as data 登錄簿; each register is a form with what is entered in it, found again and closed."""
