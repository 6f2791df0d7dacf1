"""Archives of sent replies: read them, score them, compare them. The only room that knows Arrow."""
