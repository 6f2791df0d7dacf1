"""A report over scores: figures as JSON, and one HTML page that shows them."""
