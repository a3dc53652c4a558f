"""Pages that editors write: home, news, policy and guides. Words, never rules."""
