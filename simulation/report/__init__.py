"""The report: figures, the same in words and as tables, and one HTML file that holds them all.

    kit/                  page, figures, tables and numbers, for all reports
    comparison/           the report on a run or a comparison
    experiments/          the reports on sweeps, sensitivity, rivalry, the price gap, conditions and claims
    measures.py           units of the measures, and how a run becomes one number
    scenario_settings.py  what differs from the defaults, as tables

The reports on a fit and on a validation are in `simulation.fitting` and `simulation.validation`.
Everything speaks the language that is current when it is called.
"""
