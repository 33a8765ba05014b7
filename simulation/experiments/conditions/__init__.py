"""A verdict with conditions: in which worlds does an alternative win?"""
