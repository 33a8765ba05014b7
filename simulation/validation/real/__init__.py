"""Real data: what ``fit`` finds in data that everybody can get, and how it predicts what it has not seen."""
