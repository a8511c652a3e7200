"""What is said on the wire: commands, objects, events, and who listens."""
