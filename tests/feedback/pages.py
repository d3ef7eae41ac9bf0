"""Pages to be tested, read as a browser would: which elements and attributes there are, and what is said."""

import re
from html.parser import HTMLParser

from grader.feedback.student_page import StudentPage
from grader.records import Mark, Result, ShownCell, Summary, TaskResult
from grader.records import TestResult as OneTest

VOID = {"meta", "br", "hr", "img", "link", "input"}

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "attribute closed": "\"' onmouseover='alert(1)' x=\"",
    "address": "[x](javascript:alert(1)) <a href='javascript:alert(1)'>x</a>",
    "data address": "![x](data:text/html,<script>alert(1)</script>) <iframe src='data:text/html,x'></iframe>",
    "title closed": "</title></head><body onload=alert(1)>",
    "style closed": "</style><style>*{display:none}</style>",
    "style": "<p style='position:fixed;inset:0'>x</p><link rel=stylesheet href=//x><style>@import '//x'</style>",
    "everything closed": "</pre></div></section></main></body></html><h1>",
    "comment": "<!-- <b> --!> -->",
    "svg": "<svg onload=alert(1)><script href=data:,alert(1)></script><foreignObject><b>x</b></foreignObject></svg>",
    "mathml": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "annotation": "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "link in formula": r"$\href{javascript:alert(1)}{x}$ $$\style{position:fixed}{x}$$ $\text{<script>alert(1)</script>}$",
    "form": "<form action=//x><input name=q autofocus onfocus=alert(1)><button formaction=javascript:alert(1)>",
    "base": "<base href=//x><meta http-equiv=refresh content='0;url=//x'><object data=//x></object><embed src=//x>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b onclick=x&#62;",
    "template": "{{ 7 * 7 }} {% include '/etc/passwd' %} {# #} ${7*7}",
    "terminal": "\x1b[31mred\x1b]8;;http://x\x07link \x9b2J",
    "bidi": "\u202eevil\u2066 \u200b\ufeff",
    "surrogate": "\ud800 \udcff \x00",
    "nested": "<b>" * 3000,
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "id": "<p id=score class=panel name=x tabindex=1 accesskey=x contenteditable>x</p>",
    "details": "<details open ontoggle=alert(1)><summary>x</summary></details><video src=x onerror=alert(1)>",
}
"""Strings that try to be more than text, as code, as Markdown and as HTML alike."""


class Read(HTMLParser):
    """A page's elements with their attributes, and its text; knows whether all were closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """What is said, without the style sheet, spaces run together."""
        return re.sub(r"\s+", " ", "".join(self.words)).strip()

    def attributes(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [str(given[name]) for _, given in self.elements if name in given]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def a_test(name: str, outcome: str = "failed", message: str = "", points: float = 2.0, **more: object) -> OneTest:
    """One test; it earns its points when it passed."""
    earned = points if outcome == "passed" else 0.0
    return OneTest(name=name, outcome=outcome, points=earned, max_points=points, message=message, **more)  # type: ignore[arg-type]


def a_task(name: str, *tests: OneTest, **more: object) -> TaskResult:
    """The sum of its tests."""
    score, most = sum(test.points for test in tests), sum(test.max_points for test in tests)
    return TaskResult(name=name, score=score, max_score=most, tests=tests, **more)  # type: ignore[arg-type]


def a_page(
    *tasks: TaskResult,
    cells: tuple[ShownCell, ...] = (),
    result: dict[str, object] | None = None,
    summary: dict[str, object] | None = None,
    **more: object,
) -> StudentPage:
    """A page about a result of these tasks."""
    both = {
        "assignment": "hw1",
        "student": "ada",
        "submission": "0f3c",
        "suite": "5" * 64,
        "submitted_at": "2026-11-22T21:55:00Z",
        "status": "graded",
        "score": sum(task.score for task in tasks),
        "max_score": sum(task.max_score for task in tasks),
    } | (result or {})
    document = Result(**both, sha256="a" * 64, elapsed=0.2, tasks=tasks)  # type: ignore[arg-type]
    for_summary = {name: value for name, value in both.items() if name not in {"cells", "error", "bounds"}}
    counts = {"attempts": 1, "counted": both["score"]} | (summary or {})
    mark = Mark(summary=Summary(**for_summary, **counts), result=document)  # type: ignore[arg-type]
    return StudentPage(**({"course": "A course", "title": "Doubling", "mark": mark, "cells": cells} | more))  # type: ignore[arg-type]


def code(source: str, index: int = 0, *outputs: dict[str, str]) -> ShownCell:
    """A code cell."""
    return ShownCell(index=index, kind="code", source=source, outputs=outputs)


def text(source: str, index: int = 0, **attachments: dict[str, str]) -> ShownCell:
    """A Markdown cell."""
    return ShownCell(index=index, kind="markdown", source=source, attachments=attachments)
