"""Which of the characters that lost bytes can have been stand there: the words around tell.

All readings are laid out as a lattice: places between characters, and words that lead from one to another. A word is as
likely as the counts of jieba's dictionary and the article itself say. Summed over all paths, each character gets its
probability, and only what is all but certain is taken for known. Everything here is in simplified characters; what is
told is in those that were laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import exp, log
from typing import NamedTuple

from zhextract.text.characters import PARTICLES, PUNCTUATION, han_before, han_behind, is_han, scripts, weight
from zhextract.text.dictionary import frequency
from zhextract.text.elsewhere import Article
from zhextract.text.lostbytes import LOST, MARKS, Options, fits
from zhextract.text.vocabulary import LONGEST, WORDS, followers, preceders, share

# How likely a character must be to be taken for known.
_SURE = 0.98
# The number of characters in the counts; how often a character is cut off with the one before it.
_CHARACTERS, _CUT = 1.2e8, 0.1
# How often any other mark of punctuation stands between them, and any other sign.
_MARK, _COMMA, _SIGN = 100_000, 3_000_000, 1_000
# What a single character pays that is no particle, by its count: the counts are those of a dictionary, where each is
# an entry; the rarer, the less of them is of words.
_ALONE = ((10_000, 2.0), (3_000, 3.0), (0, 5.0))
# What it costs that none of the characters laid out is meant: one, or two.
_OTHER = (-15.0, -17.0)
# Characters looked at on either side; single characters tried where many can stand.
_AROUND, _SINGLE = 3, 10
# Behind a digit these are words by themselves.
_UNITS = frozenset("年月日时个万亿元吨台套亩米家户项度")
_NEVER = -1e9
# What is so many times less likely than something else is left out (natural logarithm).
_HARDLY = 12.0


class Told(NamedTuple):
    """The text of a stretch, U+FFFD for what cannot be known, and the logarithm of how likely its readings are.

    `unsure` are the offsets of characters between which, or beside which, another may have been lost.
    """

    text: str
    likely: float
    unsure: tuple[int, ...]


class _Split(NamedTuple):
    """Two characters of which the outer bytes are left.

    The first and the second ones, those of each that are tried as words by themselves, and which of the second can
    follow each of the first inside a word.
    """

    heads: frozenset[str]
    tails: frozenset[str]
    lone_heads: tuple[tuple[str, float], ...]
    lone_tails: tuple[tuple[str, float], ...]
    inner: dict[str, tuple[str, ...]]


class _Piece(NamedTuple):
    """What options can have been; `forms` has the character laid out for each simplified one."""

    ones: tuple[str, ...]
    lone: tuple[tuple[str, float], ...]
    splits: tuple[_Split, ...]
    forms: dict[str, str]
    other: float


# A character of a word: the number of its piece, whether it is the whole of it (0) or its first or second (1, 2); or
# that both of them are in this word (3).
_Slot = tuple[int, int, str]
# A word: the logarithm of its share, the place where it ends, its characters.
_Word = tuple[float, int, tuple[_Slot, ...]]


def told(
    left: str,
    options: Sequence[Options],
    right: str,
    article: Article,
    never: frozenset[str] = frozenset(),
    *,
    sure: float = _SURE,
) -> Told:
    """What stands between `left` and `right`, of which `options` are known, one after another; none of `never`.

    `sure` is how likely a character must be to be taken for known.
    """
    left, right = _known_end(left), _known_begin(right)
    unknown = [_narrowed(o, article, never) for o in options]
    pieces = [*map(_known, left), *unknown, *map(_known, right)]
    return _Lattice(pieces, article, len(left), len(left) + len(options)).told(sure)


def _known_end(text: str) -> str:
    at = han_before(text, len(text), _AROUND)
    if at < len(text) and at and text[at - 1].isdigit() and text[at] in _UNITS:
        at += 1
    return text[at:]


def _known_begin(text: str) -> str:
    return text[: han_behind(text, 0, _AROUND)]


def _narrowed(options: Options, article: Article, never: frozenset[str]) -> _Piece:
    """The piece without the characters that the article would have annotated, or not, as the case may be.

    A site annotates a character every time: what is annotated elsewhere stands here only with its sound.
    """
    piece, out = _piece(options), article.annotated | never
    if not out or (len(piece.ones) < 2 and not piece.splits):
        return piece
    first = never if options.free else out
    ones = piece.ones
    if len(ones) > 1:
        gone = article.bare(frozenset(ones)) if options.heard else first
        ones = tuple(c for c in ones if c not in gone)
    splits: list[_Split] = []
    for split in piece.splits:
        heads = split.heads - first
        tails = split.tails - (article.bare(split.tails) if options.heard else out)
        if len(heads) < len(split.heads) or len(tails) < len(split.tails):
            lone_heads = tuple([x for x in split.lone_heads if x[0] in heads])
            lone_tails = tuple([x for x in split.lone_tails if x[0] in tails])
            split = _Split(heads, tails, lone_heads, lone_tails, split.inner)
        splits.append(split)
    return piece._replace(ones=ones, lone=tuple([x for x in piece.lone if x[0] in ones]), splits=tuple(splits))


@lru_cache(maxsize=2048)
def _piece(options: Options) -> _Piece:
    forms: dict[str, str] = {LOST: LOST}
    ones = _laid_out(options.one, forms)
    if len(options.one) == 1 and is_han(options.one) and not fits(options.one):
        # A rare character is not taken for the common one that it is a variant of.
        ones, forms[options.one] = frozenset(options.one), options.one
    splits: list[_Split] = []
    for first, second in options.two:
        heads, tails = _laid_out(first, forms), _laid_out(second, forms)
        # In one order, so that sums are the same in every run.
        inner = {x: tuple(sorted(tails & followers(x))) for x in sorted(heads)}
        splits.append(_Split(heads, tails, _lone(heads), _lone(tails), inner))
    other = _OTHER[bool(options.two)] if options.open else _NEVER
    return _Piece(tuple(sorted(ones)), _lone(ones, cut=options.cut), tuple(splits), forms, other)


@lru_cache(maxsize=4096)
def _known(character: str) -> _Piece:
    return _piece(Options(character))


def _laid_out(characters: str, forms: dict[str, str]) -> frozenset[str]:
    simple = characters.translate(scripts()[0])
    for character, form in zip(characters, simple, strict=True):
        forms.setdefault(form, character)
    return frozenset(simple)


def _lone(characters: frozenset[str], *, cut: bool = False) -> tuple[tuple[str, float], ...]:
    """Those of the characters that are likeliest as words by themselves, or as the first of one that was cut."""
    costs = ((c, _added((_alone(c), _begun(c))) if cut else _alone(c)) for c in characters)
    return tuple(sorted(costs, key=lambda x: (-x[1], x[0]))[: _SINGLE * (1 + cut)])


def _begun(character: str) -> float:
    """The logarithm of the share of a character that something unknown follows."""
    return log(2.0 ** weight(character) / _CHARACTERS * _CUT)


@cache
def _alone(character: str) -> float:
    """The logarithm of the share of a character that is a word by itself."""
    if not is_han(character):
        other = _COMMA if character == "，" else _MARK if character in PUNCTUATION else _SIGN
        return log(MARKS.get(character, other) / WORDS)
    count = frequency(character)
    pays = 0 if character in PARTICLES else next(cost for least, cost in _ALONE if count >= least)
    return log((count + 0.3) / WORDS) - pays


class _Lattice:
    """The places between pieces and inside them, and the words that lead on from each."""

    def __init__(self, pieces: Sequence[_Piece], article: Article, first: int, last: int) -> None:
        self._pieces = pieces
        self._article = article
        # Where the unknown ones begin and end.
        self._first, self._last = first, last
        # The place before each piece, and the one behind the last.
        self._begins: list[int] = [0]
        for piece in pieces:
            self._begins.append(self._begins[-1] + len(piece.splits) + 1)
        # The words found so far from one place.
        self._out: list[_Word] = []

    def told(self, sure: float) -> Told:
        """The characters of the unknown pieces."""
        likely, weights = self._weighed()
        found: list[tuple[dict[str, float], ...]] = [({}, {}, {}, {}) for _ in self._pieces]
        for (i, part, character), chance in weights.items():
            found[i][part][character] = chance
        text, unsure = "", []
        unknown = slice(self._first, self._last)
        for piece, (whole, heads, tails, joined) in zip(self._pieces[unknown], found[unknown], strict=True):
            if sum(heads.values()) <= sum(whole.values()):
                text += piece.forms[_surest(whole, sure)]
                continue
            if joined.get("", 0.0) < sure:
                unsure += [len(text), len(text) + 1]
            text += piece.forms[_surest(heads, sure)] + piece.forms[_surest(tails, sure)]
        return Told(text, likely, tuple(unsure))

    def _words(self, i: int) -> list[_Word]:
        """The words that begin at the place before a piece."""
        piece, end = self._pieces[i], self._begins[i + 1]
        out = self._out = []
        for character, cost in piece.lone:
            out.append((cost, end, ((i, 0, character),)))
        if piece.other > _NEVER:
            out.append((piece.other, end, ((i, 1, LOST), (i, 2, LOST)) if piece.splits else ((i, 0, LOST),)))
        for character in piece.ones:
            self._longer(character, ((i, 0, character),), i + 1)
        for k, split in enumerate(piece.splits):
            for character, cost in split.lone_heads:
                out.append((cost, self._begins[i] + k + 1, ((i, 1, character),)))
            for head in split.inner:
                if head in split.heads:
                    self._both(head, split, (), i)
        return out

    def _words_inside(self, i: int, k: int) -> list[_Word]:
        """The words that begin at the second character of a split piece."""
        split, end = self._pieces[i].splits[k], self._begins[i + 1]
        out = self._out = []
        for character, cost in split.lone_tails:
            out.append((cost, end, ((i, 2, character),)))
        if i + 1 < len(self._pieces):
            # Not across to the first character of another split piece: two in a row are told by the words inside them.
            for character in self._pieces[i + 1].ones:
                before = split.tails & preceders(character)
                if here := self._article.before(character):
                    before |= split.tails & here
                for tail in sorted(before):
                    self._word(tail + character, ((i, 2, tail), (i + 1, 0, character)), i + 2)
        return out

    def _both(self, word: str, split: _Split, slots: tuple[_Slot, ...], i: int) -> None:
        """Put out the words that go on from the first character of a split piece, the last of `word`, to its second."""
        head = word[-1]
        seconds: Sequence[str] = split.inner.get(head, ())
        if (here := self._article.after(head)) and not here.isdisjoint(split.tails):
            seconds = [*seconds, *sorted(split.tails.intersection(here).difference(seconds))]
        for tail in seconds:
            if tail in split.tails:
                self._word(word + tail, (*slots, (i, 1, head), (i, 3, ""), (i, 2, tail)), i + 1)

    def _word(self, word: str, slots: tuple[_Slot, ...], i: int) -> None:
        """Put out the word, if it is one, and longer ones that go on with piece `i`."""
        # What stands on either side is no repetition of itself.
        around = slots[0][0] >= self._last or slots[-1][0] < self._first
        if known := share(word) if around else self._article.share(word):
            self._out.append((log(known), self._begins[i], slots))
        if len(word) < LONGEST:
            self._longer(word, slots, i)

    def _longer(self, word: str, slots: tuple[_Slot, ...], i: int) -> None:
        """Put out the words that go on from `word` with piece `i`."""
        if i == len(self._pieces):
            return
        piece, last = self._pieces[i], word[-1]
        follow, here = followers(last), self._article.after(last)
        for character in piece.ones:
            if character in follow or character in here:
                self._word(word + character, (*slots, (i, 0, character)), i + 1)
        if slots[-1][1] == 2:
            return
        for k, split in enumerate(piece.splits):
            heads = split.heads & follow
            if here and not here.isdisjoint(split.heads):
                heads |= split.heads & here
            for head in sorted(heads):
                if known := self._article.share(word + head):
                    self._out.append((log(known), self._begins[i] + k + 1, (*slots, (i, 1, head))))
                if len(word) + 1 < LONGEST:
                    self._both(word + head, split, slots, i)

    def _weighed(self) -> tuple[float, dict[_Slot, float]]:
        """How likely all paths are together, and of each character how likely it is that it was meant."""
        places = self._begins[-1]
        reached: list[list[float]] = [[] for _ in range(places + 1)]
        reached[0].append(0.0)
        ahead: list[float] = []
        words: list[list[_Word]] = []
        for i, piece in enumerate(self._pieces):
            beyond = reached[self._begins[i + 1]]
            for k in range(len(piece.splits) + 1):
                here = _added(reached[len(ahead)])
                ahead.append(here)
                # The second characters of what hardly anything leads to change nothing.
                worth = here > _NEVER and (not k or not beyond or here > max(beyond) - _HARDLY)
                words.append((self._words_inside(i, k - 1) if k else self._words(i)) if worth else [])
                for cost, end, _ in words[-1]:
                    reached[end].append(here + cost)
        whole = _added(reached[-1])
        return whole, _meant(words, ahead, whole)


def _meant(words: Sequence[Sequence[_Word]], ahead: Sequence[float], whole: float) -> dict[_Slot, float]:
    """Of each character the share of all paths that have it; `ahead` says how likely each place is from the start."""
    behind = [_NEVER] * len(words) + [0.0]
    weights: dict[_Slot, float] = {}
    for place in range(len(words) - 1, -1, -1):
        if not words[place]:
            continue
        paths = [cost + behind[end] for cost, end, _ in words[place]]
        behind[place] = _added(paths)
        least = whole - ahead[place] - _HARDLY
        for path, (_, _, slots) in zip(paths, words[place], strict=True):
            if path > least:
                weight = exp(path + ahead[place] - whole)
                for slot in slots:
                    weights[slot] = weights.get(slot, 0.0) + weight
    return weights


def _surest(weights: dict[str, float], sure: float) -> str:
    """The character that is all but certain among those that can stand at one place, or U+FFFD."""
    best = max(weights, key=lambda c: (weights[c], c), default=LOST)
    return best if weights.get(best, 0.0) >= sure else LOST


def _added(logarithms: Sequence[float]) -> float:
    """The logarithm of the sum of what these are the logarithms of."""
    if len(logarithms) < 2:
        return logarithms[0] if logarithms else _NEVER
    most = max(logarithms)
    return most + log(sum([exp(x - most) for x in logarithms if x > most - _HARDLY]))
