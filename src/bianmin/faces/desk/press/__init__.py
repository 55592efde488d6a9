"""The press at the desk: the list by what is due first, one with all that can be done, and writing one down."""
