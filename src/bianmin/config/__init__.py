"""The only place that knows everything: settings, addresses, and which domains are installed."""
