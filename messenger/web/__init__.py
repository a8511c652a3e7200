"""What speaks HTTP and WebSocket: the socket, the routes, the files, the headers."""
