"""Outside systems that prove who somebody is."""
