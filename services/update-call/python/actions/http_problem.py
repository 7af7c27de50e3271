"""An answer that is an error: raised anywhere in the work, it becomes a problem document."""

from collections.abc import Mapping, Sequence


class HttpProblem(Exception):  # noqa: N818 -- it is an answer, as in the other twin
    """`title` is for people, in a few words; `code` is for programs."""

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        *,
        detail: str | None = None,
        step: str | None = None,
        errors: Sequence[Mapping[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {title if detail is None else detail}")
        self.status = status
        self.code = code
        self.headers = dict(headers or {})
        members = {"detail": detail, "step": step, "errors": errors}
        self.document: dict[str, object] = {
            "title": title,
            "status": status,
            "code": code,
            **{name: value for name, value in members.items() if value is not None},
        }
