"""What a developer types, and what comes back: output, errors and exit codes."""

import json
import socket
from pathlib import Path

import pytest
from builders_lamps import lamps
from click.testing import CliRunner

from comparison.cli import cli
from comparison.cli.asking import context_pairs

SHOP = lamps(reader=True)

PERSONAS = """
personas:
- {key: f1, label: {en: Team of 14}, size: {unit: user, usual: 14}, budget: {amount: 10, currency: USD, per: unit-month},
   needs: [{feature: use-messages-access, op: ">=", number: 365}, {feature: workflow-builder, level: should},
           {feature: lists, level: should}, {feature: single-sign-on, level: nice}]}
- {key: f2, label: {en: 200 people}, size: {unit: user, usual: 200},
   needs: [{feature: single-sign-on}, {feature: users-management-scim}, {feature: export-messages},
           {feature: 24-7-support, level: should}, {feature: data-residence, level: should}, {feature: audit-logs, level: nice}]}
- {key: f3, label: {en: Clinic of 80}, size: {unit: user, usual: 80},
   budget: {amount: 20, currency: USD, per: unit-month, hard: true},
   needs: [{feature: compliance-hipaa}, {feature: legal-retention-hold}]}
- {key: f4, label: {en: Club of 8}, size: {unit: user, usual: 8}, budget: {amount: 0, currency: USD, per: month, hard: true},
   needs: [{feature: slack-connect}, {feature: use-messages-access, op: ">=", number: 365, level: should},
           {feature: use-voice-and-video-calls, op: ">=", number: 3, level: should}]}
- {key: f5-ten, label: {en: Ten integrations}, needs: [{feature: use-apps-and-services, op: ">=", number: 10}]}
- {key: f5-eleven, label: {en: Eleven integrations}, needs: [{feature: use-apps-and-services, op: ">=", number: 11}]}
- {key: f6, label: {en: 20 with AI}, size: {unit: user, usual: 20}, needs: [{feature: slack-ai}]}
comparisons:
- {key: slack, title: {en: Slack}, category: slack, noun: plan, personas: [f1, f2, f3, f4, f5-ten, f5-eleven, f6],
   add_ons: [slack-slack-ai, slack-slack-atlas, slack-slack-enterprise-keys],
   tiers: [{key: free, product: slack-free}, {key: pro, product: slack-pro},
           {key: business-plus, product: slack-business-plus}, {key: enterprise-grid, product: slack-enterprise-grid}]}
"""
TIERS = ("free", "pro", "business-plus", "enterprise-grid")
FITS = {
    "f1": ("no", "strong", "partial", "partial"),
    "f2": ("no", "no", "strong", "strong"),
    "f3": ("no", "no", "no", "unclear"),
    "f4": ("partial", "no", "no", "unclear"),
    "f5-ten": ("strong", "strong", "strong", "strong"),
    "f5-eleven": ("no", "strong", "strong", "strong"),
    "f6": ("no", "unclear", "unclear", "unclear"),
}


@pytest.fixture
def lamps(tmp_path: Path) -> str:
    file = tmp_path / "lamps.yaml"
    file.write_text(SHOP)
    return str(file)


def test_an_imported_shop_is_published_and_quoted(run, lamps) -> None:
    assert run("import", lamps, "--publish").code == 0
    done = run("quote", "lamps/lamps", "--tier", "two", "--qty.item", "3", "--format", "json")
    quote = json.loads(done.out)["tiers"]
    assert [(tier["tier"], tier["headline_total"]["text"]) for tier in quote] == [("two", "$121.50")]


def test_a_slack_pro_team_of_14_pays_122_50_a_month(run, slack) -> None:
    assert run("import", slack, "--shop", "slack", "--publish").code == 0
    done = run("quote", "slack/slack", "--qty.user", "14", "--interval", "month", "--format", "json")
    totals = {tier["tier"]: tier["headline_total"] for tier in json.loads(done.out)["tiers"]}
    assert totals["pro"] == {"minor": 12250, "currency": "USD", "text": "$122.50"}


def test_the_fit_table_of_the_slack_snapshot_comes_out(run, slack, tmp_path) -> None:
    ours = tmp_path / "personas.yaml"
    ours.write_text(PERSONAS)
    assert run("import", slack, "--shop", "slack").code == 0
    assert run("import", str(ours), "--shop", "slack", "--publish").code == 0
    fits = {
        one["persona"]: one["tiers"] for one in json.loads(run("fit", "slack/slack", "--format", "json").out)
    }
    levels = {
        persona: tuple(next(tier["level"] for tier in tiers if tier["tier"] == key) for key in TIERS)
        for persona, tiers in fits.items()
    }
    assert levels == FITS


def test_a_draft_with_an_error_is_stored_but_not_published(run, tmp_path) -> None:
    file = tmp_path / "half.yaml"
    file.write_text(SHOP.replace("product: two}", "product: three}"))
    assert run("import", str(file)).code == 0
    assert run("publish", "lamps").code == 1
    assert run("quote", "lamps/lamps").code == 1


def test_publishing_an_import_with_an_error_stores_nothing(run, tmp_path) -> None:
    file = tmp_path / "half.yaml"
    file.write_text(SHOP.replace("product: two}", "product: three}"))
    done = run("import", str(file), "--publish")
    assert (done.code, "three" in done.err) == (1, True)
    assert run("export", "--shop", "lamps").code == 1


def test_a_refused_file_is_named_with_its_line_and_what_would_do(run, tmp_path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(SHOP.replace("value: 40.5", "value: cheap"))
    done = run("import", str(file))
    assert done.code == 1
    assert f"{file}:" in done.err
    assert "$.products[1].prices[0].components[0].amount" in done.err


def test_a_dry_run_stores_nothing(run, lamps) -> None:
    assert run("import", lamps, "--dry-run").code == 0
    assert run("export", "--shop", "lamps").code == 1


def test_what_is_exported_reads_back_without_loss(run, lamps, tmp_path) -> None:
    run("import", lamps)
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    assert run("export", "--shop", "lamps", "-o", str(first)).code == 0
    run("import", str(first))
    assert run("export", "--shop", "lamps", "-o", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_the_check_answers_1_if_anything_is_an_error(run, lamps, tmp_path) -> None:
    run("import", lamps)
    assert run("check").code == 0
    half = tmp_path / "half.yaml"
    half.write_text(SHOP.replace("product: two}", "product: three}"))
    run("import", str(half))
    done = run("check", "--format", "json")
    findings = json.loads(done.out)[0]["findings"]
    assert done.code == 1
    assert any(one["level"] == "error" and one["path"].startswith("$.") for one in findings)


def test_a_rollback_makes_an_earlier_edition_live_again(run, lamps, tmp_path) -> None:
    run("import", lamps, "--publish")
    dearer = tmp_path / "dearer.yaml"
    dearer.write_text(SHOP.replace("value: 25", "value: 30"))
    run("import", str(dearer), "--publish")
    assert "$30.00" in run("quote", "lamps/lamps", "--tier", "one").out
    assert run("rollback", "lamps/lamps", "1").code == 0
    assert "$25.00" in run("quote", "lamps/lamps", "--tier", "one").out
    assert run("history", "lamps/lamps").out.count("edition ") == 5


def test_the_snippet_is_two_lines(run, lamps) -> None:
    run("import", lamps)
    lines = run("snippet", "lamps/lamps", "--host", "https://compare.example").out.splitlines()
    assert len(lines) == 2
    assert 'src="https://compare.example/embed/1/embed.js"' in lines[0]
    assert 'comparison="lamps/lamps"' in lines[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("quote", "nobody/nothing"),
        ("fit", "nobody/nothing"),
        ("publish", "nobody"),
        ("rollback", "nobody/nothing", "1"),
        ("export", "--shop", "nobody"),
        ("check", "--shop", "nobody"),
        ("snippet", "nobody/nothing"),
        ("import", "no-such-file.yaml", "--shop", "nobody"),
        ("quote", "nobody/nothing", "--qty.user", "-1"),
    ],
)
def test_what_is_not_there_or_not_accepted_is_said_in_one_line_with_exit_1(run, arguments) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (1, "")
    assert len(done.err.strip().splitlines()) == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("quote",),
        ("quote", "a/b", "--bogus", "1"),
        ("quote", "a"),
        ("fit", "a/b", "--persona"),
        ("import",),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_exit_2(run, arguments) -> None:
    assert run(*arguments).code == 2


def test_errors_come_in_the_readers_language(run) -> None:
    assert "비교표" in run("quote", "nobody/nothing", language="ko_KR.UTF-8").err


def test_a_database_that_is_none_is_said_so(tmp_path, run) -> None:
    (tmp_path / "shop.db").write_bytes(b"\xff\xd8\xff\xe0 a picture, not a database" * 200)
    done = run("check")
    assert done.code == 1
    assert "Traceback" not in done.err


def test_context_options_are_the_parameters_of_an_address() -> None:
    options = ("--qty.user", "14", "--interval=year", "--a.people", "ten")
    assert context_pairs(options) == [("qty.user", "14"), ("interval", "year"), ("a.people", "ten")]


def test_a_port_that_is_taken_is_refused(run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", "--port", port)
    assert (done.code, f"127.0.0.1:{port}" in done.err) == (2, True)


def test_migrating_says_what_it_did(run):
    first, again = run("migrate").out, run("migrate").out
    assert first.startswith("m0001_records\n")
    assert again == "up to date\n"


@pytest.mark.parametrize("command", [("user", "add"), ("publish", "lamps"), ("rollback", "lamps/lamps", "1")])
def test_a_setting_that_cannot_be_used_is_said_before_anything_is_done(command, tmp_path):
    path = tmp_path / "shop.db"
    done = CliRunner().invoke(cli, [*command, "--db", str(path)], env={"TIER_COMPARE_PORT": "many"})
    assert (done.exit_code, path.exists()) == (2, False)
    assert "TIER_COMPARE_PORT" in done.output


def test_a_damaged_secret_is_said_in_one_line(run, tmp_path):
    (tmp_path / "shop.db.secret").write_bytes(b"half")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = run("serve", "--port", str(port))
    assert done.code == 2
    assert "shop.db.secret" in done.err.splitlines()[-1]


def test_what_somebody_typed_turns_nothing_on_a_terminal(run, tmp_path):
    (tmp_path / "lamps.yaml").write_text(SHOP)
    run("import", str(tmp_path / "lamps.yaml"), "--shop", "lamps")
    run("publish", "lamps", "--note", "\x1b[2J\u202egone\nedition 9")
    lines = run("history", "lamps/lamps").out.splitlines()
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
