"""Looking at the pages that people's links lead to, without being led into the own network."""
