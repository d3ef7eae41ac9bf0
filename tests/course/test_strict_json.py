import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.strict_json import StrictJSONError, strict_loads

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans())
def test_what_json_writes_is_read_back(value, ascii_only):
    assert strict_loads(json.dumps(value, ensure_ascii=ascii_only)) == value


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        value = strict_loads(text)
    except StrictJSONError:
        return
    assert repr(json.loads(text)) == repr(value)  # NaN is read too, and equals nothing


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("levels", [99, 100])
def test_nesting_up_to_the_limit_is_read(opening, levels):
    closing = "]" if opening == "[" else "}"
    assert strict_loads(opening * (levels - 1) + "[]" + closing * (levels - 1), 100)


@pytest.mark.parametrize("text", ["[" * 101 + "]" * 101, '{"a":' * 101 + "1" + "}" * 101, "[" * 10**6])
def test_nesting_over_the_limit_is_refused(text):
    with pytest.raises(StrictJSONError, match="nested more than 100 levels deep"):
        strict_loads(text, 100)


def test_nesting_that_would_exhaust_the_stack_is_refused_whatever_the_limit():
    with pytest.raises(StrictJSONError, match="levels deep"):
        strict_loads("[" * 10**5 + "]" * 10**5, 10**6)


@pytest.mark.parametrize("text", ["[" * 300, "[" * 300 + '\\"\\\\', '["\\\\", "' + "[" * 300 + '\\\\\\""]'])
def test_brackets_inside_strings_do_not_nest(text):
    assert strict_loads(json.dumps([text])) == [text]


def test_width_is_not_depth():
    assert len(strict_loads("[" + "[]," * 1000 + "[]]")) == 1001


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1, "a": 1}', "the key 'a' occurs twice in one object"),
        ('[{"\\u0000": 1, "\\u0000": 2}]', r"the key '\\x00' occurs twice"),
        ('{"a":\n [1,', "line 2: not valid JSON: cut short"),
        ('{"a": "b', "line 1: not valid JSON: cut short"),
        ("{'a': 1}", "line 1: not valid JSON: expecting property name"),
        ("[1] 2", "line 1: not valid JSON: extra data"),
        ("1" * 5000, "a number of too many digits"),
    ],
)
def test_what_is_not_strict_json_is_refused(text, words):
    with pytest.raises(StrictJSONError, match=words):
        strict_loads(text)
