"""What a market is: the schema of a scenario, its reading and writing, and the catalogue of shipped ones."""
