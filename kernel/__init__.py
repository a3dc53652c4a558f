"""What every room stands on: the rulebook, money, the clock, the calendar, actors and the outbox. A closed list."""
