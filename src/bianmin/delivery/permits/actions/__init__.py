"""Issue permits, change them, hand them out, use them, and remind their holders before they end."""
