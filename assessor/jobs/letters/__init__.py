"""What goes out to people by mail, each kind in a module."""
