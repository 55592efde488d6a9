"""Read appraisals, what is due, the points to improve, and the paper."""
