"""What is added to every answer: caching, compression, headers, errors."""
