"""Where the buyer itself chooses: directly, or from a short list."""
