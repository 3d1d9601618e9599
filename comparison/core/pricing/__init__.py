"""Prices: what a catalogue states (`model`), what it comes to (`engine`), and the answer (`quote`).

Nothing is imported here: the catalogue's structs import `model`, and `engine` imports the catalogue.
"""
