"""The notice: published, asked about, amended, moved, called again, cancelled."""
