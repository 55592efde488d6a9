"""One engine for questions and answers 表單: a schema, its published versions, and the check of what was typed."""
