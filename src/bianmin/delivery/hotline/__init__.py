"""The automatic telephone line: what its menu says, the calls it takes, and the guides it sends by fax."""
