"""What a design's models will see, found out by letting the orchestrator work without a model."""
