"""What the catalogue check finds, on a terminal."""

from collections.abc import Iterable

from ..core.check.finding import Finding
from ..core.errors import ComparisonError, PublishingRefused
from .speaking import said


def finding_lines(error: ComparisonError) -> tuple[str, ...]:
    """The findings that refused a publication, one line each; none for other errors."""
    if not isinstance(error, PublishingRefused):
        return ()
    return lines_of(finding for finding in error.findings if isinstance(finding, Finding))


def lines_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Findings as lines: rule, level, where, what, and how to mend it."""
    return tuple(_line(one) for one in findings)


def _line(finding: Finding) -> str:
    remedy = f" → {said(finding.fix)}" if finding.fix else ""
    return f"  {finding.rule} {finding.level} {finding.path}: {said(finding.message)}{remedy}"
