"""What one agency looks up in the registers of another 電子查驗, so that nobody has to bring a paper."""
