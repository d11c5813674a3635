"""What the cleaning did over all pastes: the doubtful lines first, then each rule and what it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from .. import store
from ..article import Article, Label
from .explain import Unexplained, read_article


def read_all(content: Path) -> tuple[list[tuple[Path, Article]], list[str]]:
    """Read every paste below a folder; return the articles by path, and a line for each that cannot be read."""
    articles, failures = [], []
    for path in store.list_pastes(content):
        try:
            articles.append((path, read_article(str(path))))
        except Unexplained as error:
            failures.append(str(error))
    return articles, failures


def tell(articles: Sequence[tuple[Path, Article]], console: Console) -> None:
    """Print the report."""
    doubtful = [(path, label) for path, article in articles for label in article.labels if not label.sure]
    removed = [label for _, article in articles for label in article.removed]
    lines = [
        "unsure (kept, or left out with -):" if doubtful else "nothing unsure",
        *(
            f"{'-' if label.dropped else ' '} {path}:{label.line.number}: {label.rule}: {_opening(label)}"
            for path, label in doubtful
        ),
        "",
        f"{'rule':<26}{'lines':>7}{'words':>7}  such as",
    ]
    words = Counter[str]()
    for label in removed:
        words[label.rule] += len(label.line.text.split())
    for rule, count in sorted(Counter(label.rule for label in removed).items(), key=lambda pair: (-pair[1], pair[0])):
        example = next(label for label in removed if label.rule == rule)
        lines.append(f"{rule:<26}{count:>7}{words[rule]:>7}  {_opening(example)}")
    pasted = sum(len(label.line.text.split()) for _, article in articles for label in article.labels)
    share = 100 * sum(words.values()) / pasted if pasted else 0.0
    lines += [
        "",
        f"{len(articles)} pastes, {pasted} words; {len(removed)} lines left out, {share:.1f} % of the words; {len(doubtful)} unsure",
    ]
    console.print(Text("\n".join(lines)), soft_wrap=True, highlight=False)


def _opening(label: Label) -> str:
    text = label.line.text
    return text if len(text) <= 60 else text[:59] + "…"
