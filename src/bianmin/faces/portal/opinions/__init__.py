"""Write to the office, follow what became of it, rate the answer, and read what others' opinions led to."""
