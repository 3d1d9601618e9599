"""All worked examples that are one catalogue and one question."""

import worked_e01_to_e12
import worked_e13_to_e24
import worked_e25_to_e36
import worked_e37_to_e45

TABLES = (worked_e01_to_e12, worked_e13_to_e24, worked_e25_to_e36, worked_e37_to_e45)
ROWS = [row for table in TABLES for row in table.ROWS]
SAID = [row for row in ROWS if row.says]
CATALOGUES = [one for table in TABLES for one in table.CATALOGUES]
EXAMPLES = [f"E{number:02d}" for number in range(1, 46)]
# Held against a history of prices, in tests/web/test_worked_examples_api_history.py.
BY_HISTORY = ["E33", "E34"]
