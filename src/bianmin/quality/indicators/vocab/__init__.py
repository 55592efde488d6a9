"""The words of figures: definitions, spans, printing, values."""
