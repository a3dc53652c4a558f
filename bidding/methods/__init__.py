"""The ways of deciding a need, one package each: a pure `decide(case)`, its vectors and its words."""
