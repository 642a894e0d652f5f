"""A case as its user meets it through tools: systems to look into and to write to, and a drive of files.

What is hidden of a case may not come in: this room is made from the brief and the systems alone. The MCP SDK is
imported by `server` and `transports` only, which are loaded when a server is asked for.
"""
