"""The desk of those who keep the installation: its state, accounts, personal-data duties."""
