"""The verbs of budgets, one a file. All but declaring are called by the verbs of the rooms above, in their transaction."""
