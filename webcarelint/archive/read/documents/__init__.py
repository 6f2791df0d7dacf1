"""Exports that are no tables: conversations of help desks, downloads of networks, chats."""
