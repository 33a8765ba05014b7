"""The price-gap test: how far must a rival undercut a firm until half of its customers leave?"""
