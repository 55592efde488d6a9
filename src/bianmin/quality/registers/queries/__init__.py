"""Read registers, their entries, what comes again, and the labels of pages; names and numbers of persons are masked."""
