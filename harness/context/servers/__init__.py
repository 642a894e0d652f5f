"""MCP servers that agents use: the case's own systems, and servers that the user has allowed by name.

`allowed` reads which ones, `connection` keeps one session, `tools` offers its tools. A design only names servers: what
is started stands in the user's own file. The SDK (extra ``mcp``) is imported here alone, when a server is used.
"""
