"""Agent Skills: reads a skill's folder, and says what is not as the format wants. Nothing in a skill is ever run."""
