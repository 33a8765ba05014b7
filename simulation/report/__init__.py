"""The report: figures, the same in words and as tables, and one HTML file that holds them all.

``simulation.report.html.write_report`` writes the file, ``simulation.report.verdict.verdict`` gives the
sentences, ``simulation.report.tables`` the tables for a screen, ``simulation.report.figures`` the figures.
Everything speaks the language that is current when it is called.
"""
