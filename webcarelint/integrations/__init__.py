"""The gate inside agent frameworks: an OpenAI Agents SDK tool guardrail and a LangChain middleware, each an optional extra."""
