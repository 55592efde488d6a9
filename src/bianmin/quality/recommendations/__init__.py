"""Recommendations 建議事項: what judges, committees and citizens recommend, who handles it, and how far it is."""
