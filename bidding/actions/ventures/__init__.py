"""The joint venture: proposed, agreed to, declined, left."""
