"""The law of the agencies: joining, what is published, standing."""
