"""Figures 指標: measures as data, daily cells, values with numerator and denominator, targets and snapshots."""
