"""Bianmin 便民: an agency delivers its services here, and the same records prove their quality."""
