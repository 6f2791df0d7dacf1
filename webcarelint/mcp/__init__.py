"""The MCP door: language models check and correct their replies with tools, resources and a prompt, by the official SDK."""
