"""Ways of carrying out a design, one plug-in each. `native` is ours; frameworks live in folders of their own."""
