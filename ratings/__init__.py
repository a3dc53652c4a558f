"""One evaluation a contract, a score that anybody computes again, a grade, and the rules of exit."""
