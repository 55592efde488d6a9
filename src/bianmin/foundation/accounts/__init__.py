"""People who sign in, roles held in a unit, and deputies 代理人."""
