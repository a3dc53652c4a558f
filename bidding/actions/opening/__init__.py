"""From the deadline to the opened bid: the list is frozen, keys or seeds come, envelopes open."""
