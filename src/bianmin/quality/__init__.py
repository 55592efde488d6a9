"""PLAN, CHECK and ACT: how the agency knows how well it does, and mends it."""
