"""What context engineering supplies: sources of context, and (in `tools`) deterministic tools."""
