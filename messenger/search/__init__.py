"""What a search compares: words and their forms, the terms of a message, and what a query asks."""
