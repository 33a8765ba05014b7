"""The mechanisms of relationship marketing, one file each: state, numbers, rules and steps.

Every file reads in the same order: what it is about and its sources, the class ``State`` (its columns), the
numbers that it takes from the scenario (``firm_numbers``, ``world_numbers``, ``draw_customers``), its rules
(the formulas, for one customer) and its steps (what happens in a month, see ``month``).
"""
