"""The wordings of letters on the desk: read, written anew part by part, and looked at before they hold."""
