"""Read the journal and its chains, and verify the seals."""
