"""`bianmin demo`: a household office with two deterministic years, made by the same actions as the pages use."""
