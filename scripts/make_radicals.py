"""Print `indexer/text/radicals.tsv`: the Han character for each CJK radical.

The Unicode property is `Equivalent_Unified_Ideograph`. Python's `unicodedata` does not have it; the module
`Unicode::UCD` of Perl 5.28 or later has. Lines hold the radical and its character.
"""

from __future__ import annotations

import shutil
import subprocess

FIRST, LAST = 0x2E80, 0x2FD5
"""The blocks of radicals: CJK Radicals Supplement and Kangxi Radicals."""
_PROGRAM = """
use Unicode::UCD qw(prop_invmap charinfo);
my ($starts, $values) = prop_invmap("EqUIdeo");
for my $at (0 .. $#$starts - 1) {
    next unless $values->[$at];
    print "$_\\t$values->[$at]\\n" for $starts->[$at] .. $starts->[$at + 1] - 1;
}
"""


def rows() -> list[tuple[str, str]]:
    """Return the radicals and their Han characters, by code point."""
    perl = shutil.which("perl") or "perl"
    printed = subprocess.run([perl, "-e", _PROGRAM], capture_output=True, text=True, check=True).stdout
    codes = (tuple(map(int, line.split("\t"))) for line in printed.splitlines())
    return sorted((chr(one), chr(other)) for one, other in codes if FIRST <= one <= LAST)


if __name__ == "__main__":
    for radical, character in rows():
        print(f"{radical}\t{character}")
