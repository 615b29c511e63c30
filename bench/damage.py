"""Read damaged copies of the real text reports and count right, missing and wrong cells.

usage: python -m bench.damage [--documents N] [--seed N] [--most N] [--workers N]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from analysis.documents import read_bytes  # noqa: E402
from analysis.reports import report_from  # noqa: E402
from damage import damaged  # noqa: E402
from golden import GOLDEN, judged  # noqa: E402


def trial(task: tuple[str, int, int]) -> tuple[Counter[str], list[str]]:
    """Damage one report by one seed and judge every cell."""
    name, seed, most = task
    path = next((ROOT / "data" / "raw").rglob(name))
    text, done = damaged(path.read_text(encoding="utf-8"), seed, most)
    report = report_from(read_bytes(text.encode(), name))
    verdicts = judged(GOLDEN[name], report.cells)
    wrong = [
        f"{name} seed {seed} {'+'.join(done)}: {key}"
        for key, verdict in verdicts.items()
        if verdict == "wrong"
    ]
    return Counter(verdicts.values()), wrong


def main() -> int:
    """Run the trials and print the counts; exit status 1 if any cell is wrong."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--most", type=int, default=6)
    options.add_argument("--workers", type=int, default=2)
    args = options.parse_args()
    names = [name for name in sorted(GOLDEN) if name.endswith(".txt")]
    tasks = [(names[n % len(names)], args.seed + n, args.most) for n in range(args.documents)]
    total: Counter[str] = Counter()
    wrong: list[str] = []
    with ProcessPoolExecutor(args.workers) as pool:
        for counts, found in pool.map(trial, tasks, chunksize=100):
            total += counts
            wrong += found
    for line in wrong[:30]:
        print("wrong:", line)
    cells = sum(total.values())
    print(
        f"documents {args.documents:,}, cells {cells:,}: right {100 * total['right'] / cells:.2f} %, "
        f"missing {100 * total['missing'] / cells:.2f} %, wrong {total['wrong']} cells in "
        f"{len({line.split(':')[0] for line in wrong})} documents"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
