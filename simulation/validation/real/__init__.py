"""Real data: what ``fit`` finds in data that everybody can get, and how it foretells what it has not seen."""
