"""Rules of the catalogue: who may publish and write, and whether a procedure leads somewhere."""
