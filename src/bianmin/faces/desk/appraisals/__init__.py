"""Appraisals of mailboxes at the desk: what is due, one with its figures and paper, and judging its answers."""
