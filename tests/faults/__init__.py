"""What breaks in real life, done on purpose: killed servers, cut sockets, dead peers."""
