"""Task groups 任務編組: who sits in them, their meetings with agenda and decisions, and to whom their minutes go."""
