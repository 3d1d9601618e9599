"""What the program costs, as ratios to something named in the same run: `./dev bench`.

Nothing here passes or fails by the clock but the one bound that a row states itself.
Source: docs/performance.md.
"""
