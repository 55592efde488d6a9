"""What has no opinion: identifiers, text, masks, dates, money, the actor and the base of every refusal."""
