"""What stands outside the database: the files that keep the heads of the chains."""
