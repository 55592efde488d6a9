"""The command `bianmin VERB`: one module a verb."""
