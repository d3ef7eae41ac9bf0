"""What audits found, as a page for staff."""

from collections.abc import Sequence

from grader.feedback.audit_view import equivalents_of, left_of
from grader.feedback.page import page
from grader.records import Audit


def audit_page(audits: Sequence[Audit]) -> str:
    """All audits as one HTML page that stands alone, the equivalent mutants with their reasons among them."""
    return page("audit.html", audits=audits, left_of=left_of, equivalents_of=equivalents_of)
