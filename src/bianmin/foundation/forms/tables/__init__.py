"""Decision tables 決策表: rows of conditions over answers, of which exactly one holds; no database."""
