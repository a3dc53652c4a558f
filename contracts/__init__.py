"""From an award to an accepted delivery: the contract as drawn from notice and bid, signing, changes, delivery."""
