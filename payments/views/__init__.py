"""The doors of payments: the payer's pages, the gateway's messages, the stand-in's page."""
