"""The parts of the review pack, in the order in which they are talked about."""
