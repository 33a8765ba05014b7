"""The report on a run or a comparison: its tracks, sentences, tables, figures, verdict, and its page."""
