"""JSON API v1 程式介面: open data for everybody, and a door with a key for systems of other agencies."""
