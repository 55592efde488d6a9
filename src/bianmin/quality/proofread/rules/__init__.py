"""What numbers claim about one another: one kind of claim a module, each a function from a document to claims."""
