"""Every rule is documented, has a stable name, and has cases in which it speaks and in which it is silent."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter

import pytest
from click.testing import CliRunner

from briefgen import rules
from briefgen.cli import cli
from briefgen.diagnostics import Rule, Severity
from briefgen.report import manual
from tests import cases
from tests.conftest import ROOT

CASES = cases.find(cases.TESTS / "diagnostics")
PAGE = ROOT / "briefgen" / "docs" / "rules.md"
ELSEWHERE = {
    "BG002": "needs a file of five million bytes",
    "BG009": "is found in files that are imported into the termbase",
    "BG413": "is found in the wording of the templates, which `validate` does not read",
    "BG477": "needs an audience whose language has no table",
    "BG480": "is asked for with `--require-signoff` only",
    "BG501": "needs an audience that is asked for by name",
    "BG503": "is found in the profile of an audience",
    "BG521": "is asked of editions, which keep it by their construction",
    "BG522": "is asked of editions, which keep it by their construction",
    "BG523": "is asked of editions, which keep it by their construction",
    "BG524": "is asked of editions, which keep it by their construction",
    "BG525": "is asked of editions, which keep it by their construction",
    "BG526": "is asked of editions, which keep it by their construction",
    "BG531": "is found on the index page, which `validate` does not write",
    "BG532": "is found on pages, which `validate` does not write",
    "BG612": "is found when pages are made, which `validate` does not do",
    "BG701": "is found when pages are set",
    "BG702": "is found when a process dies",
    "BG703": "is found when pages are made and set",
}
"""Rules that no file of a brief can bring about in `validate`; tests/rules/test_elsewhere.py tests them."""

by_code = pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)


def test_every_rule_that_is_defined_is_in_the_catalogue() -> None:
    for module in pkgutil.iter_modules(rules.__path__):
        defined = vars(importlib.import_module(f"briefgen.rules.{module.name}")).items()
        absent = [n for n, one in defined if isinstance(one, Rule) and one not in rules.RULES]
        assert not absent, f"add {absent} to RULES in briefgen/rules/{module.name}.py"


def test_codes_and_slugs_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in rules.RULES]
    assert codes == sorted(codes)
    repeated = [name for name, count in Counter(rules.names()).items() if count > 1]
    assert not repeated


@by_code
def test_a_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"BG\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.slug)
    assert rule in rules.family_of(rule).rules
    for text in (rule.what, rule.why):
        assert re.fullmatch(r"[A-Z“`].{10,}\.", text, re.DOTALL), f"{rule.code}: {text!r}"
    assert rule.example.strip()
    assert rule.fix.strip()
    assert rule.example != rule.fix


@by_code
def test_a_rule_has_a_failing_case(rule: Rule) -> None:
    failing = [case for case in CASES if f"[{rule.code}]" in case.expected]
    assert failing or rule.code in ELSEWHERE, f"no case in tests/diagnostics expects {rule.code}"


@by_code
def test_a_rule_has_a_passing_case(rule: Rule) -> None:
    passing = [case for case in CASES if rule.code in case.rules and not case.expected]
    assert passing or rule.code in ELSEWHERE, (
        f"no case in tests/diagnostics/passing has the line `rule: {rule.code}`"
    )


@pytest.mark.parametrize("code", ELSEWHERE)
def test_what_is_tested_elsewhere_is_so(code: str) -> None:
    assert rules.find(code), f"there is no rule {code}"
    elsewhere = (cases.TESTS / "rules" / "test_elsewhere.py").read_text("utf-8")
    assert f'"{code}"' in elsewhere


def test_passing_cases_name_rules_that_there_are() -> None:
    named = [(case, code) for case in CASES for code in case.rules]
    assert named
    for case, code in named:
        assert rules.find(code), f"{case.path.name}: {code}"


def test_what_keeps_a_file_from_being_read_or_shaped_is_binding() -> None:
    for rule in rules.RULES:
        if rule.code[2] in "01" and rule.severity is Severity.ERROR:
            assert rule.binding, f"{rule.code} needs binding=True: no edition can be set without it"


def test_the_page_is_up_to_date() -> None:
    done = CliRunner().invoke(cli, ["rules", "--output-format", "markdown"])
    command = "briefgen rules --output-format markdown > briefgen/docs/rules.md"
    assert PAGE.read_text("utf-8") == done.stdout, f"run `{command}`"


@by_code
def test_explain_says_all_of_it_by_code_number_and_name(rule: Rule) -> None:
    said = " ".join(manual.explain(rule).split())
    for text in (rule.code, rule.slug, rule.severity, rule.what, rule.why, rule.example, rule.fix):
        assert " ".join(text.split()) in said
    for name in (rule.code, rule.code.lower(), rule.code[2:], rule.slug):
        assert rules.find(name) is rule


def test_explain_suggests_what_was_meant() -> None:
    done = CliRunner().invoke(cli, ["explain", "unknwn-term"])
    assert done.exit_code == 2
    assert "did you mean `unknown-term`?" in done.output


def test_rules_lists_all_of_them() -> None:
    done = CliRunner().invoke(cli, ["rules"])
    assert [line.split()[0] for line in done.stdout.splitlines()] == [r.code for r in rules.RULES]
