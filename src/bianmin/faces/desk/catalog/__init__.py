"""The catalogue on the desk: services and their versions, drafts written page by page, and publishing."""
