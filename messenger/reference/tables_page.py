"""docs/DB.md: the tables, drawn and listed from the metadata that the program uses."""

from collections.abc import Iterator

from sqlalchemy import CheckConstraint, Column, Table, UniqueConstraint
from sqlalchemy.dialects import postgresql

from messenger.db.tables import metadata
from messenger.reference.markdown import page, table

HEAD = """# The database

Made by `make docs` from `messenger/db/tables/`. The same tables are kept in SQLite and in
PostgreSQL; the types below are those of PostgreSQL. Times are epoch milliseconds in UTC, ids are
63-bit numbers that sort by time and travel as strings. How the tables came to be is written in
`migrations/versions/`.

What the numbers mean is told in [PROTOCOL.md](PROTOCOL.md), Resume: `chats.version` and
`messages.version` count what all members see, every `state` what concerns one person."""

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


def build_tables_page() -> str:
    """Return the page."""
    return page(HEAD, "## Diagram", _diagram(), *(_table(each) for each in metadata.sorted_tables))


def _diagram() -> str:
    lines = ["```mermaid", "erDiagram"]
    for each in metadata.sorted_tables:
        lines += [f"    {line}" for line in _relations(each)]
    for each in metadata.sorted_tables:
        lines.append(f"    {each.name} {{")
        lines += [f"        {_attribute(column)}" for column in each.columns]
        lines.append("    }")
    return "\n".join([*lines, "```"])


def _relations(each: Table) -> Iterator[str]:
    for key in sorted(each.foreign_key_constraints, key=lambda key: list(key.column_keys)):
        yield f'{key.referred_table.name} ||--o{{ {each.name} : "{", ".join(key.column_keys)}"'


def _attribute(column: Column[object]) -> str:
    marks = ["PK"] if column.primary_key else []
    if column.foreign_keys:
        marks.append("FK")
    if column.unique:
        marks.append("UK")
    kind = _type(column).lower().replace("(", "_").replace(")", "")
    return f"{kind} {column.name} {', '.join(marks)}".rstrip()


def _table(each: Table) -> str:
    rows = ((f"`{c.name}`", _type(c), _facts(c), c.comment or "") for c in each.columns)
    rules = "\n".join(f"- {rule}" for rule in _rules(each))
    return page(f"## {each.name}", table(("column", "type", "", "meaning"), rows), rules).strip()


def _facts(column: Column[object]) -> str:
    facts = ["key"] if column.primary_key else []
    facts += [
        f"→ `{key.target_fullname}`"
        for key in sorted(column.foreign_keys, key=lambda key: key.target_fullname)
    ]
    if column.unique:
        facts.append("unique")
    if column.nullable:
        facts.append("may be null")
    return ", ".join(facts)


def _rules(each: Table) -> list[str]:
    checks = [
        f"check `{constraint.sqltext}`"
        for constraint in each.constraints
        if isinstance(constraint, CheckConstraint)
    ]
    unique = [
        f"unique: {', '.join(f'`{name}`' for name in constraint.columns.keys())}"  # noqa: SIM118
        for constraint in each.constraints
        if isinstance(constraint, UniqueConstraint) and len(constraint.columns) > 1
    ]
    indexes = [
        f"index on {', '.join(f'`{column.name}`' for column in index.columns)}"
        for index in each.indexes
    ]
    return sorted(checks) + sorted(unique) + sorted(indexes)


def _type(column: Column[object]) -> str:
    return column.type.compile(dialect=DIALECT)
