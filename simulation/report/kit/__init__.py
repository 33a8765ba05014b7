"""The kit that every report is made with.

page.py         a page as one HTML file; its figures, tables and sentences (templates/ holds the HTML)
blocks.py       a document of headings, paragraphs, tables and pictures, as a page or as Markdown
tables.py       tables of finished strings
numbers.py      numbers with units and intervals; axis_scale.py the same for the axes of figures
figures/        plotly figures, in a light and a dark theme (colours.py)
svg.py          pictures that need no script: seeds against a range, and curves
"""
