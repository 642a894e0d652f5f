"""What each part of a design is worth: the design beside itself without the part, on the same cases."""
