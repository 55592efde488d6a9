"""What can be counted 事實: fact types, and the keys touched since the last count."""
