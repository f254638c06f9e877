"""Spaces that French printers set, and that what is set right stays as it is."""

from __future__ import annotations

import pytest

from briefgen.typography import finished

FRENCH = {
    "Qui paie ? L’une : non; l’autre!": "Qui paie\u202f? L’une\u00a0: non\u202f; l’autre\u202f!",
    "«oui»": "«\u00a0oui\u00a0»",
    "« oui » : 12:30": "«\u00a0oui\u00a0»\u00a0: 12:30",
    "voir https://a.org/?x=1;y=2 ; fin": "voir https://a.org/?x=1;y=2\u202f; fin",
    "Pourquoi ?!": "Pourquoi\u202f?!",
    " ! suite": "\u202f! suite",
    "12 000 bateaux, 1 234 567 en tout": "12\u202f000 bateaux, 1\u202f234\u202f567 en tout",
    "en 2001 300 hommes": "en 2001 300 hommes",
    "50 % des 3 € et 20 °C": "50\u00a0% des 3\u00a0€ et 20\u00a0°C",
    "Échéance : %(horizon)s ; %(text)s": "Échéance\u00a0: %(horizon)s\u202f; %(text)s",
    "le rapport 3:4 et l’heure 9:05": "le rapport 3:4 et l’heure 9:05",
}


@pytest.mark.parametrize("typed", FRENCH)
def test_french(typed: str) -> None:
    assert finished(typed, "fr-FR") == FRENCH[typed]
    assert finished(FRENCH[typed], "fr-FR") == FRENCH[typed], "a second time changes nothing"


def test_canada_sets_no_space_before_high_marks() -> None:
    assert finished("Oui ! «oui» : non?", "fr-CA") == "Oui ! «\u00a0oui\u00a0»\u00a0: non?"


@pytest.mark.parametrize("locale", ["en-US", "ja-JP", "zh-TW", "de-DE", "", "frr-DE"])
def test_other_languages_are_set_as_typed(locale: str) -> None:
    for typed in FRENCH:
        assert finished(typed, locale) == typed
