"""Who trades and what is traded: people, organisations, memberships, regions, the retained list and its editions."""
