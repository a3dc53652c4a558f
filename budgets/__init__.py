"""Departments' budget lines: a need reserves its ceiling at publication, commits its price at the award, spends it at payment, and gives back what it does not use.

It promises the rooms above that no line ever carries more than its limit, and that its sums are those of its movements.
"""
