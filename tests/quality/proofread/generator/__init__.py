"""Documents whose every number is known: subjects, wordings and tables of many kinds, with planted errors."""
