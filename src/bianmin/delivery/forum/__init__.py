"""The forum 民意論壇: themes on which everybody writes and votes, answered in public, with what became of it."""
