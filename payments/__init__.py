"""Invoices and payments: nothing is paid twice, and nothing over the contract."""
