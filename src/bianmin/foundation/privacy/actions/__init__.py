"""Deal with demands, breaches, and the destruction of what is past its time."""
