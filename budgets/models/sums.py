"""The invariant of the room in SQL: at the end of each transaction a line's sums are those of its movements."""

SUMS_OF_THE_LINE = """
    SELECT budget.id INTO wrong FROM budgets_budgetline budget
      LEFT JOIN LATERAL (
        SELECT coalesce(sum(fen) FILTER (WHERE target = 'reserved'), 0)
                 - coalesce(sum(fen) FILTER (WHERE source = 'reserved'), 0) AS reserved,
               coalesce(sum(fen) FILTER (WHERE target = 'committed'), 0)
                 - coalesce(sum(fen) FILTER (WHERE source = 'committed'), 0) AS committed,
               coalesce(sum(fen) FILTER (WHERE target = 'spent'), 0)
                 - coalesce(sum(fen) FILTER (WHERE source = 'spent'), 0) AS spent
          FROM budgets_movement WHERE line_id = budget.id) moved ON true
     WHERE budget.id = line
       AND (budget.reserved_fen <> moved.reserved OR budget.committed_fen <> moved.committed OR budget.spent_fen <> moved.spent);
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the sums of budget line % are not those of its movements', line USING errcode = '23514';
    END IF;
    RETURN NULL;
"""
