"""The pages of the experiments: what each of them found, in sentences, pictures and tables."""
