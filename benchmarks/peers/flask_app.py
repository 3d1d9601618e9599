"""Flask, sqlite3 and Jinja2: one statement for each table."""

import os
import sqlite3
from pathlib import Path

from flask import Flask, abort, g, render_template
from totals import charge_rows

app = Flask(__name__, template_folder=str(Path(__file__).parent / "templates"))
app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def database():
    if "database" not in g:
        g.database = sqlite3.connect(os.environ["PEERS_DATABASE"])
        g.database.row_factory = sqlite3.Row
    return g.database


@app.teardown_appcontext
def close(_):
    if "database" in g:
        g.pop("database").close()


def rows(statement, *values):
    return [dict(row) for row in database().execute(statement, values)]


@app.get("/comparisons/<key>")
def comparison(key):
    found = rows("select * from comparison where key = ?", key)
    if not found:
        abort(404)
    tiers = rows("select * from tier where comparison_id = ? order by id", key)
    charges = rows(
        "select charge.* from charge join tier on tier.id = tier_id "
        "where comparison_id = ? order by charge.id",
        key,
    )
    groups = rows("select * from feature_group where comparison_id = ? order by id", key)
    features = rows(
        "select feature.* from feature join feature_group on feature_group.id = group_id "
        "where comparison_id = ? order by feature.id",
        key,
    )
    cells = rows(
        "select cell.* from cell join feature on feature.id = feature_id "
        "join feature_group on feature_group.id = group_id where comparison_id = ? order by cell.tier_id",
        key,
    )
    for feature in features:
        feature["cells"] = []
    by_id = {feature["id"]: feature for feature in features}
    for cell in cells:
        by_id[cell["feature_id"]]["cells"].append(cell)
    for group in groups:
        group["rows"] = [feature for feature in features if feature["group_id"] == group["id"]]
    by_tier = [
        [(one["label"], one["net"], one["monthly"]) for one in charges if one["tier_id"] == tier["id"]]
        for tier in tiers
    ]
    return render_template(
        "comparison.html",
        title=found[0]["title"],
        personas=rows("select * from persona where comparison_id = ? order by id", key),
        tiers=tiers,
        charges=charge_rows(by_tier),
        groups=groups,
    )
