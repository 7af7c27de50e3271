"""The zip has no step that installs packages."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import actions

FOLDER = Path(actions.__file__).parent
# Of Lambda's runtime.
SDK = {"boto3", "botocore"}
# For the type checker only.
STUBS = {"mypy_boto3_chime_sdk_voice", "mypy_boto3_dynamodb"}


def imported(node: ast.AST, *, is_run: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((name.name.split(".")[0], is_run) for name in child.names)
        elif isinstance(child, ast.ImportFrom) and child.level == 0 and child.module:
            yield child.module.split(".")[0], is_run
        is_guard = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        yield from imported(child, is_run=is_run and not is_guard)


def test_nothing_is_imported_that_lambda_does_not_bring_along() -> None:
    found = {
        each
        for path in FOLDER.glob("*.py")
        for each in imported(ast.parse(path.read_text("utf-8")), is_run=True)
    }
    run = {name for name, is_run in found if is_run}
    assert run - set(sys.stdlib_module_names) == SDK
    assert {name for name, is_run in found if not is_run} <= STUBS
