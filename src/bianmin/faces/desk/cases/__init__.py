"""One case on the desk: the page, what may be done with it, and reading it unmasked."""
