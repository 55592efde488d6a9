"""Plug-ins that ask registers of other agencies, each behind the same door; `demo` behaves and is the test double."""
