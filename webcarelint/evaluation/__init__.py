"""How right the linter is: signals against labels, rules against judgements, pairs against each other, a run against an earlier one."""

from webcarelint.evaluation.changes import Change, Comparison, Run, compare, read_run
from webcarelint.evaluation.judgements import Judgement, Judgements, read_judgements
from webcarelint.evaluation.pairs import PairEvaluation, evaluate_pairs
from webcarelint.evaluation.replies import Pair, Reply, reports
from webcarelint.evaluation.rules import RuleEvaluation, RuleTally, evaluate_rules, lintscore
from webcarelint.evaluation.signals import ENOUGH, REPLY_SIGNALS, Evaluation, Labelled, Miss, Tally, evaluate

__all__ = [
    "ENOUGH",
    "REPLY_SIGNALS",
    "Change",
    "Comparison",
    "Evaluation",
    "Judgement",
    "Judgements",
    "Labelled",
    "Miss",
    "Pair",
    "PairEvaluation",
    "Reply",
    "RuleEvaluation",
    "RuleTally",
    "Run",
    "Tally",
    "compare",
    "evaluate",
    "evaluate_pairs",
    "evaluate_rules",
    "lintscore",
    "read_judgements",
    "read_run",
    "reports",
]
