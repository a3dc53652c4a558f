"""Verifiable draws: a frozen list, a seed that nobody chose, an order that anybody derives again."""
