"""Providers of online payment, each behind the same door; `demo` behaves and is the test double."""
