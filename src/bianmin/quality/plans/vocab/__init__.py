"""The words of plans: shapes of packs, deadlines, states and cards."""
