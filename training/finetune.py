"""Write the config for fine-tuning a trained pipeline: short, at a falling rate, with the lemmatizer left as it is.

    python training/finetune.py TRAINED OUT.cfg [--rate 0.0006] [--steps 700]

The lemmatizer is frozen because spaCy numbers its edit trees anew when it is trained on after loading, and it unlearns.
"""

import argparse
from pathlib import Path

from spacy.util import load_config


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("trained", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--rate", type=float, default=0.0006)
    arguments.add_argument("--steps", type=int, default=700)
    options = arguments.parse_args()
    config = load_config(Path(__file__).parent / "config.cfg", interpolate=False)
    for name in config["nlp"]["pipeline"]:
        config["components"][name] = {"source": str(options.trained)}
    training = config["training"]
    training["max_steps"] = options.steps
    training["eval_frequency"] = 100
    training["frozen_components"] = ["trainable_lemmatizer"]
    training["optimizer"]["learn_rate"].update(initial_rate=options.rate, warmup_steps=10)
    training["batcher"]["size"] = {"@schedules": "compounding.v1", "start": 1000, "stop": 1500, "compound": 1.001}
    config.to_disk(options.out)


if __name__ == "__main__":
    main()
