"""The mechanisms of relationship marketing, one file each.

Every file reads in the same order: what it is about and its sources; its parameters (``...Parameters``, one
class for each table of a scenario, and ``Switches``); ``State``, its columns; the numbers that it derives
from the scenario (``firm_numbers``, ``world_numbers``, ``draw_customers``); its rules (the formulas, for one
customer); and its steps (what happens in a month: see ``month``). ``contents`` lists the mechanisms,
and says where things are that no file is named after.
"""
