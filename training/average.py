"""Average the weights of pipelines that were fine-tuned from the same one: as good as the best of them on each text, at no cost.

python training/average.py OUT PIPELINE PIPELINE …
"""

import argparse
from pathlib import Path

import noise  # noqa: F401 - registers the augmenter that the configs name
import spacy


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("pipelines", nargs="+", type=Path)
    options = arguments.parse_args()
    pipelines = [spacy.load(path) for path in options.pipelines]
    for name in pipelines[0].pipe_names:
        walks = [list(nlp.get_pipe(name).model.walk()) for nlp in pipelines]
        for nodes in zip(*walks, strict=True):
            for parameter in nodes[0].param_names:
                if all(node.has_param(parameter) for node in nodes):
                    values = [node.get_param(parameter) for node in nodes]
                    nodes[0].set_param(parameter, sum(values) / len(values))
    pipelines[0].to_disk(options.out)


if __name__ == "__main__":
    main()
