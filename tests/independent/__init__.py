"""Other people's code, run against the market's bytes: docs/independent-checks.md is made from what stands here."""
