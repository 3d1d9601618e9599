"""Values in, values out: the catalogue, its prices, its fits and its differences.

Nothing here reads a file, a clock or an environment, and nothing here is a sentence:
what has to be said is a `Message`, and the room `words` says it.
"""
