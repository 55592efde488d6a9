"""Keeping an installation: backup, restore, upgrade, and the doctor that says what is not well."""
