"""Make a trained pipeline small and say where it came from.

    python training/prune.py TRAINED OUT

Of the string store only what the components need stays (labels, features, lemma affixes): words themselves are hashed
features and need not be known. meta.json gets name, licence, sources and the measured figures.
"""

import argparse
import json
import shutil
from pathlib import Path

import noise  # noqa: F401 - registers the augmenter that the config names
import spacy
from spacy.strings import StringStore

VERSION = "1.0.0"
SOURCES = [
    {"name": "UD Dutch Alpino", "url": "https://github.com/UniversalDependencies/UD_Dutch-Alpino", "license": "CC BY-SA 4.0", "author": "Daniël Zeman, Gosse Bouma, Gertjan van Noord"},
    {"name": "UD Dutch LassySmall", "url": "https://github.com/UniversalDependencies/UD_Dutch-LassySmall", "license": "CC BY-SA 4.0", "author": "Gosse Bouma, Gertjan van Noord"},
    {"name": "Alpino treebanks, converted with alud", "url": "https://github.com/rug-compling/Alpino", "license": "LGPL 2.1", "author": "Gertjan van Noord and others"},
    {"name": "webcare sentences written for this pipeline", "url": "training/webcare.conllu", "license": "CC BY-SA 4.0", "author": "the webcarelint authors"},
]  # fmt: skip


def needed_strings(nlp: spacy.Language) -> set[str]:
    """Every string that a component can put on a token, beside the tokens' own."""
    needed: set[str] = {"", "SPACE", "_SP", "dep", "ROOT", "nl"}
    for name, component in nlp.pipeline:
        for label in map(str, getattr(component, "labels", ())):
            needed.update({label, *label.split("|"), *(part for field in label.split("|") for part in field.split("="))})
        if name == "parser":
            needed.update(part for move in component.move_names for part in (move, move.split("-", 1)[-1]))
        if name == "trainable_lemmatizer":
            needed.update(tree_strings(component.trees.to_bytes(), nlp.vocab.strings))
    needed.update(exception for rules in nlp.tokenizer.rules.values() for token in rules for exception in map(str, token.values()))
    needed.update(nlp.tokenizer.rules)
    return needed


def tree_strings(raw: bytes, strings: StringStore) -> set[str]:
    """The affixes in the lemmatizer's edit trees: hashes in a msgpack of trees."""
    import srsly

    found: set[str] = set()
    for tree in srsly.msgpack_loads(raw)["trees"]:
        found.update(strings[tree[key]] for key in ("orig", "subst") if tree.get(key))
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("trained", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--name", default="webcare_sm")
    options = arguments.parse_args()
    nlp = spacy.load(options.trained)
    needed = needed_strings(nlp)
    shutil.rmtree(options.out, ignore_errors=True)
    nlp.meta.update(
        name=options.name,
        version=VERSION,
        description="Dutch pipeline for webcare: tok2vec, morphologizer (with Mood=Imp), tagger, parser, trainable_lemmatizer.",
        author="the webcarelint authors",
        license="CC BY-SA 4.0",
        sources=SOURCES,
    )
    nlp.config["corpora"]["train"]["augmenter"] = None
    nlp.config["paths"] = {"train": None, "dev": None}
    nlp.to_disk(options.out)
    kept = sorted(needed)
    (options.out / "vocab" / "strings.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf8")
    (options.out / "LICENSE").write_text(
        "This trained pipeline is licensed under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/).\n"
        "It was trained on the treebanks named under 'sources' in meta.json.\n",
        encoding="utf8",
    )
    size = sum(file.stat().st_size for file in options.out.rglob("*") if file.is_file()) / 1e6
    print(f"{options.out}: {size:.1f} MB, {len(kept)} strings")


if __name__ == "__main__":
    main()
