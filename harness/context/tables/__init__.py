"""What the tools share: reading cells and arguments, and finding tables and labels in a text. No task is known here."""
