"""Who sees, writes and scores what in an evaluation."""
