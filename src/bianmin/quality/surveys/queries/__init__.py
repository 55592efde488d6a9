"""Read surveys, their results and the paper they make."""
