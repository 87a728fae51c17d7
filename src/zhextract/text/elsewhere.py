"""What a text has elsewhere: the best witness of what stood where bytes are lost."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property

from zhextract.text.characters import is_han, scripts
from zhextract.text.vocabulary import share

# The share of words that repeat a stretch of two to four characters that the article has.
_REPEATS = 0.1
_NOTHING: frozenset[str] = frozenset()


class Article:
    """The stretches of characters that a text has, simplified, and the characters that it annotates."""

    def __init__(self, text: str, annotated: frozenset[str] = frozenset()) -> None:
        self._text = text.translate(scripts()[0])
        self.annotated = frozenset("".join(annotated).translate(scripts()[0]))
        self._seen: dict[int, dict[str, set[str]]] = {1: {}, -1: {}}

    def bare(self, characters: frozenset[str]) -> frozenset[str]:
        """Those of the characters that it has again and again without annotating them."""
        again = (c for c in characters - self.annotated if self._text.find(c) != self._text.rfind(c))
        return frozenset(again)

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset(self._text)

    def after(self, character: str) -> Set[str]:
        """The characters that follow this one."""
        return self._beside(character, 1) if character in self._characters else _NOTHING

    def before(self, character: str) -> Set[str]:
        """The characters that precede this one."""
        return self._beside(character, -1) if character in self._characters else _NOTHING

    def _beside(self, character: str, step: int) -> Set[str]:
        seen = self._seen[step]
        if character not in seen:
            found: set[str] = set()
            seen[character] = found
            at = self._text.find(character)
            while at >= 0:
                found.update(self._text[max(at + step, 0) : at + step + 1])
                at = self._text.find(character, at + 1)
        return seen[character]

    def share(self, word: str) -> float:
        """Of how many words a word is one: by the dictionary, and by how often the text has it."""
        known = share(word)
        if word[1] in self.after(word[0]) and all(map(is_han, word)):
            known += _REPEATS * self._text.count(word) / (len(self._text) + 1)
        return known
