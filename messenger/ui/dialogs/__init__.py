"""The dialogs over the messenger page, one file each."""
