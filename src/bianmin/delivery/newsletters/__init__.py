"""Newsletters and magazines 電子報與月刊: their issues step by step, their subscribers, and what was sent to them."""
