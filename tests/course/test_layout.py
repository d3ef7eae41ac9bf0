import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.course.layout import Course, find_course, read_assignment_folder
from grader.errors import CourseError
from grader.records import Limits

HW1 = "assignments/hw1_double/assignment.toml"
TASK = '[[tasks]]\nname = "step"\npoints = 4\n'


def test_the_course_is_found_from_a_folder_inside_it(make_course):
    root = make_course()
    assert find_course(root / "tests" / "hidden" / "hw1_double").root == root.resolve()
    assert find_course(root / "course.toml").root == root.resolve()


def test_the_option_is_taken_as_it_is(make_course, tmp_path):
    root = make_course()
    assert find_course(tmp_path, root).title == "Tiny"
    with pytest.raises(CourseError, match="name the course's own folder"):
        find_course(root, root / "assignments")


def test_no_course_when_there_is_none_above(tmp_path):
    with pytest.raises(CourseError, match=r"no course\.toml here or above: .*--course DIR"):
        find_course(tmp_path)


def test_everything_in_course_toml_may_be_left_out(make_course):
    course = find_course(make_course({"course.toml": ""}))
    assert (course.title, course.assignment_ids, course.limits) == ("course", ("hw1",), Limits())


def test_the_list_gives_the_order(make_course):
    root = make_course({"course.toml": 'assignments = ["hw2", "hw1"]', "assignments/hw2_x/assignment.toml": ""})
    assert find_course(root).assignment_ids == ("hw2", "hw1")


def test_folder_names_give_the_order_when_there_is_no_list(make_course):
    root = make_course({"assignments/hw2_x/assignment.toml": "", "assignments/.git_x/a": "", "assignments/notes/a": ""})
    assert find_course(root).assignment_ids == ("hw1", "hw2")


def test_an_assignment_knows_its_files(course):
    hw1 = course.assignment("hw1")
    files = (hw1.stub_path, hw1.public_checks, hw1.model_path, hw1.misconceptions_path, hw1.alternatives_path)
    assert [path.relative_to(course.root).as_posix() for path in (*files, hw1.hidden_folder, course.state)] == [
        "assignments/hw1_double/hw1.ipynb",
        "assignments/hw1_double/test_hw1_public.py",
        "solutions/hw1_double/hw1.py",
        "solutions/hw1_double/misconceptions.py",
        "solutions/hw1_double/alternatives.py",
        "tests/hidden/hw1_double",
        ".grader",
    ]


def test_an_assignment_knows_its_tasks(course):
    hw1 = course.assignment("hw1")
    assert (hw1.id, hw1.topic, hw1.title, hw1.max_score) == ("hw1", "double", "Doubling", 100.5)
    assert [(task.name, task.depends_on) for task in hw1.tasks] == [("double", ()), ("answers", ("double",))]


def test_an_empty_assignment_toml_is_enough(make_course):
    hw1 = find_course(make_course({HW1: ""})).assignment("hw1")
    assert (hw1.title, hw1.tasks, hw1.max_score) == ("hw1", (), 0)


def test_limits_of_the_assignment_override_the_course(make_course):
    root = make_course({"course.toml": "[limits]\ncells = 7\nprocesses = 8", HW1: "[limits]\ncells = 9"})
    limits = find_course(root).assignment("hw1").limits
    assert (limits.cells, limits.processes, limits.open_files) == (9, 8, 256)


def test_limits_are_given_in_single_units_too():
    limits = Limits(notebook_mb=3, memory_mb=200, disk_mb=2, output_kb=5)
    assert (limits.notebook_bytes, limits.memory_bytes) == (3 * 1024**2, 200 * 1024**2)
    assert (limits.disk_bytes, limits.output_chars) == (2 * 1024**2, 5 * 1024)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = 5", "course.toml: title: expected str, got int"),
        ("colour = 5", "course.toml: object contains unknown field colour"),
        ("title = ", "course.toml: not valid TOML: invalid value .*"),
        ('title = "a"\ntitle = "b"', "course.toml: not valid TOML: cannot overwrite a value .*"),
        (f"title = {'[' * 5000}", "course.toml: nested too deep to be settings"),
        ("[limits]\ncells = 0", "course.toml: limits.cells: expected int >= 1"),
        ("[limits]\ncells = -3", "course.toml: limits.cells: expected int >= 1"),
        ("[limits]\nmemory_mb = 20", "course.toml: limits.memory_mb: expected int >= 160"),
        ("[limits]\ntest_cpu_seconds = 1e99", "course.toml: limits.test_cpu_seconds: expected int, got float"),
        ("[limits]\ncells = true", "course.toml: limits.cells: expected int, got bool"),
        ("[limits]\nwall_factor = nan", "course.toml: limits.wall_factor: expected float .*"),
        ("[limits]\ncell = 5", "course.toml: limits: object contains unknown field cell"),
        ('assignments = ["../x"]', "course.toml: assignments: '../x' is no id: .*"),
        ('assignments = ["hw1", "hw1"]', "course.toml: assignments: 'hw1' is listed twice"),
    ],
)
def test_course_toml_is_refused_with_its_field(make_course, text, words):
    with pytest.raises(CourseError) as caught:
        find_course(make_course({"course.toml": text}))
    assert re.fullmatch(words, str(caught.value))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour = 1", "object contains unknown field colour"),
        ("[limits]\nprocesses = 0", "limits.processes: expected int >= 1"),
        ('[[tasks]]\nname = "a"', r"tasks\[0\]: object missing required field points"),
        (TASK + TASK, r"tasks\[1\].name: 'step' names two tasks"),
        (TASK + "depends_on = ['step']", r"tasks\[0\].depends_on: 'step' is no earlier task .*"),
        (TASK + "depends_on = ['none']", r"tasks\[0\].depends_on: 'none' is no earlier task .*"),
        (TASK.replace("4", "0"), r"tasks\[0\].points: 0 of task 'step': must be more than 0"),
        (TASK.replace("4", "inf"), r"tasks\[0\].points: inf of task 'step': must be more than 0"),
        (TASK.replace("4", "nan"), r"tasks\[0\].points: nan of task 'step': must be more than 0"),
        (TASK.replace("step", " "), r"tasks\[0\].name: ' ' is no name"),
        (TASK + "colour = 1", r"tasks\[0\]: object contains unknown field colour"),
    ],
)
def test_assignment_toml_is_refused_with_its_field(make_course, text, words):
    course = find_course(make_course({HW1: text}))
    with pytest.raises(CourseError) as caught:
        course.assignment("hw1")
    assert re.fullmatch(f"{HW1}: {words}", str(caught.value))


def test_a_toml_file_in_another_encoding_is_refused(make_course):
    root = make_course()
    (root / "course.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(CourseError, match=r"course\.toml: byte 9: not UTF-8"):
        find_course(root)


def test_a_toml_file_that_is_a_folder_is_refused(course):
    (course.root / HW1).unlink()
    (course.root / HW1).mkdir()
    with pytest.raises(CourseError, match=r"assignment\.toml: cannot be read: is a directory"):
        course.assignment("hw1")


def test_a_folder_that_may_not_be_entered_holds_no_course(make_course, request):
    root = make_course()
    root.chmod(0)
    request.getfixturevalue("no_root")
    with pytest.raises(CourseError, match=r"no course\.toml in it"):
        find_course(root, root)


def test_an_assignment_without_its_toml_is_refused(course):
    (course.root / HW1).unlink()
    with pytest.raises(CourseError, match=r"assignments/hw1_double/assignment\.toml: no such file"):
        course.assignment("hw1")


@pytest.mark.parametrize(
    "id", ["hw3", "", ".", "..", "../hw1", "hw1/../hw1", "hw1_double", "hw\n1", "\x1b[31m", "é", "h" * 65, "hw*", 5]
)
def test_an_unknown_assignment_is_refused_with_the_known_ones(course, id):
    with pytest.raises(CourseError) as caught:
        course.assignment(id)
    assert str(caught.value).endswith("known are hw1")
    assert str(caught.value).isprintable()


def test_a_long_hostile_id_is_cut(course):
    with pytest.raises(CourseError) as caught:
        course.assignment("\0" * 10**6)
    assert len(str(caught.value)) < 150


def test_two_folders_of_one_id_are_refused(make_course):
    course = find_course(make_course({"assignments/hw1_other/assignment.toml": ""}))
    with pytest.raises(CourseError, match="hw1_double, hw1_other: more than one folder for hw1"):
        course.assignment("hw1")


def test_a_course_without_assignments_says_so(tmp_path: Path):
    course = Course(root=tmp_path, title="", assignment_ids=(), limits=Limits())
    with pytest.raises(CourseError, match="the course has none yet"):
        course.assignment("hw1")


def test_a_bundle_is_read_without_a_course(make_course):
    hw1 = read_assignment_folder(make_course() / "assignments" / "hw1_double")
    assert (hw1.id, hw1.title, len(hw1.tasks)) == ("hw1", "Doubling", 2)


def test_a_renamed_bundle_is_known_by_its_public_checks(make_course):
    folder = make_course() / "assignments" / "hw1_double"
    hw1 = read_assignment_folder(folder.rename(folder.with_name("My Homework (2)")))
    assert (hw1.id, hw1.public_checks.is_file()) == ("hw1", True)


def test_a_folder_that_is_no_bundle_is_refused(tmp_path):
    (tmp_path / "a b").mkdir()
    with pytest.raises(CourseError, match="a b: no assignment's folder"):
        read_assignment_folder(tmp_path / "a b")
    with pytest.raises(CourseError, match="no such file"):
        read_assignment_folder((tmp_path / "hw1_x").resolve())


def test_reading_the_layout_loads_nothing_heavy():
    code = "import sys, grader.course.layout; print({'numpy', 'nbformat', 'jupytext', 'IPython'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_late_policy_of_an_assignment_overrides_the_course(make_course):
    course = find_course(
        make_course(
            {
                "course.toml": 'attempt = "best"\ngradebook = "marks.sqlite"\n[late]\ngrace_minutes = 5\npercent_a_day = 10\n',
                "assignments/hw1_double/assignment.toml": "[late]\ndue = 2026-11-30T23:59:00+01:00\npercent_a_day = 20\n",
            }
        )
    )
    counting = course.assignment("hw1").counting
    assert (course.gradebook, counting.attempt) == ("marks.sqlite", "best")
    assert (counting.late.grace_minutes, counting.late.percent_a_day) == (5, 20)
    assert counting.late.due is not None
    assert counting.late.due.isoformat() == "2026-11-30T23:59:00+01:00"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[late]\ndue = 2026-11-30T23:59:00\n", "late.due: no offset from UTC"),
        ('[late]\ndue = "soon"\n', "late.due: "),
        ("[late]\npercent_a_day = 101\n", "late.percent_a_day: "),
        ("[late]\ncut_off_days = -1\n", "late.cut_off_days: "),
        ("[late]\nextensions = 3\n", "extensions"),
        ('attempt = "first"\n', "attempt: "),
    ],
)
def test_a_late_policy_that_says_nonsense_is_refused(make_course, text, words):
    course = find_course(make_course({"assignments/hw1_double/assignment.toml": text}))
    with pytest.raises(CourseError, match=f"assignment.toml: .*{words}"):
        course.assignment("hw1")


def test_a_due_date_for_all_assignments_is_refused(make_course):
    with pytest.raises(CourseError, match="each assignment has its own"):
        find_course(make_course({"course.toml": "[late]\ndue = 2026-11-30T23:59:00Z\n"}))


@pytest.mark.parametrize(
    ("of_course", "of_assignment", "shown"),
    [
        ("", "", "all"),
        ('[feedback]\nvisibility = "tasks"\n', "", "tasks"),
        ('[feedback]\nvisibility = "tasks"\n', '[feedback]\nvisibility = "after_due"\n', "after_due"),
        ("", '[feedback]\nvisibility = "score"\n', "score"),
    ],
)
def test_what_pages_show_is_the_assignments_word_before_the_courses(make_course, of_course, of_assignment, shown):
    course = find_course(make_course({"course.toml": of_course, HW1: of_assignment}))
    assert course.assignment("hw1").feedback.visibility == shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[feedback]\nvisibility = "some"\n', "feedback.visibility: invalid enum value 'some'"),
        ("[feedback]\nvisibility = true\n", "feedback.visibility: expected str, got bool"),
        ("[feedback]\nvisible = 1\n", "feedback: object contains unknown field visible"),
        ('feedback = "all"\n', "feedback: expected object, got str"),
    ],
)
@pytest.mark.parametrize("place", ["course.toml", HW1])
def test_nonsense_about_pages_is_refused_with_its_field(make_course, text, words, place):
    with pytest.raises(CourseError) as caught:
        find_course(make_course({place: text})).assignment("hw1")
    assert str(caught.value) == f"{place}: {words}"
