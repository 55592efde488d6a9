"""Files into numbered lines: text, Markdown, HTML, ODT, DOCX and PDF, with a sentence for what cannot be read."""
