"""The catalogue of services as the public reads it."""
