"""Appraisals of mailboxes 電子信箱評核: each half-year its figures, a sample of its answers judged, what to improve."""
