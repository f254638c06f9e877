"""Twenty faults of different kinds, planted in one brief, are twenty diagnostics: none hidden, no echo."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import open_workspace, validate
from briefgen.report import text
from tests import cases

PLANTED = """Twenty faults
--- brief.yaml
-subtitle: What two towns can do together
+subtitel: What two towns can do together
-  contact: harbour@example.org
+  contact: harbour
-  - {id: I1, text: Two towns share a bay., passages: [p1]}
+  - {id: I1, text: Two towns share a <i>bay</i>., passages: [p1]}
-    summary: One timetable has helped both.
-    explanation: The ferries have sailed under “one timetable” since 1998.
+    explanation: The ferries have sailed under “no timetable” since 1998.
-    actors: [US, JP, ROK]
-    strength: firm
+    actors: [US, JP, ROC]
+    strength: frim
-    passages: [p2]
-    actors: [US, JP]
+    passages: [p3]
+    actors: [US, JP, JP]
-    horizon: [continuing]
+    horizon: continuing
-    between: [US, JP]
+    between: [US, K1]
-    date: 1998
+    date: 1998-13
-  - {id: C1, text: The bay is invented., about: [F1]}
+  - {text: The bay is invented., about: [F1]}
-terms: [harbour-pact]
+terms: [harbour-pacts]
-  jp:
+  jpn:
--- source.yaml
-    sentences: 2
-    digest: sha256:eb1e8b6b16ea66ad525df8b7a76f5856576c24b27fdc3c8169e19bbceca8414c
+    sentences: 0
+    digest: sha256:eb1e8b6b16ea66ad525df8b7a76f5856576c24b27fdc3c8169e19bbceca8414c
--- ko.po
-msgstr "항만 논집"
+msgstr ""
-msgstr "두 도시는 *자기* 항만을 선호한다."
+msgstr "두 도시는 자기 항만을 선호한다。"
-msgctxt "risks/K1/text"
+#, fuzzy
+msgctxt "risks/K1/text"
--- expect
"""
EXPECTED = 20


def test_twenty_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "twenty.case"
    path.write_text(PLANTED, "utf-8")
    content = cases.lay_out(cases.read(path), tmp_path)
    monkeypatch.chdir(content)
    report = validate(open_workspace(Path(), sources=[Path()]))
    found = [text.concise(one) for one in report.diagnostics]
    assert len(found) == EXPECTED, "\n".join(found)
    assert len({one.code for one in report.diagnostics}) >= 15
