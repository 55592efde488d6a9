"""The looks of the doctor, by what they look at."""
