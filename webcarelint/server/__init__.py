"""The HTTP service: requests in, JSON out."""
