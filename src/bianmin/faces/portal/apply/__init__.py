"""Apply online: one thing a page, nothing typed is lost."""
