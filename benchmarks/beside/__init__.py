"""This program, and what others would take, behind ports on one processor core: `./dev bench peers`.

Servers run on the first core, the load on the second; every round asks each of them in turn. The figure
that counts is processor time per request, of all processes behind the port. Source: docs/performance.md.
"""
