"""What is to be tried: levels, designs, and the ports that tools and context sources fill."""
