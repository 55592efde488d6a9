"""Personal-data duties 個人資料保護: the published list of files, what people may ask for, and breaches."""
