"""The shape of what people type into the market's pages."""
