"""Making pictures of what people upload, in processes of their own."""
