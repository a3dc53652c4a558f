"""Intermediary agencies: registration without a barrier, services and certificates, commitments, standing and exit."""
