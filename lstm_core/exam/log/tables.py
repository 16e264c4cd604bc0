"""The tables of the log, and how a database of any older version becomes one of today's."""

import sqlalchemy as sa

# What each version changed. Version 1 had no table `log_version`, so it is known by its table of events.
VERSIONS: dict[int, tuple[str, ...]] = {
    1: (
        """
        CREATE TABLE events (
            id VARCHAR(36) NOT NULL PRIMARY KEY, learner VARCHAR(64) NOT NULL, at FLOAT NOT NULL,
            kind VARCHAR(40) NOT NULL, item VARCHAR(120) NOT NULL, data TEXT NOT NULL, version INTEGER NOT NULL
        )""",
        "CREATE INDEX ix_events_learner ON events (learner)",
    ),
    2: (  # an id belongs to its learner: nobody can take one away from somebody else
        """
        CREATE TABLE events_2 (
            learner VARCHAR(64) NOT NULL, id VARCHAR(36) NOT NULL, at FLOAT NOT NULL,
            kind VARCHAR(40) NOT NULL, item VARCHAR(120) NOT NULL, data TEXT NOT NULL, version INTEGER NOT NULL,
            PRIMARY KEY (learner, id)
        )""",
        """
        INSERT INTO events_2 (learner, id, at, kind, item, data, version)
        SELECT learner, id, at, kind, item, data, version FROM events""",
        "DROP TABLE events",
        "ALTER TABLE events_2 RENAME TO events",
        "CREATE INDEX events_by_kind ON events (learner, kind, at)",
        "CREATE TABLE log_version (version INTEGER NOT NULL)",
        "INSERT INTO log_version (version) VALUES (2)",
    ),
}
VERSION = max(VERSIONS)
ALONE = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(20261120)"}
EVENTS = sa.Table(
    "events",
    sa.MetaData(),
    *(sa.Column(name, sa.String, primary_key=True) for name in ("learner", "id")),
    sa.Column("at", sa.Float),
    *(sa.Column(name, sa.String) for name in ("kind", "item", "data")),
    sa.Column("version", sa.Integer),
)


def upgrade(engine: sa.Engine) -> int:
    """Bring a database up to VERSION, all of it or nothing, and return the version it had (0: empty).

    Two programs may do this at once; one of them waits. Raises ValueError for a database of a newer version.
    """
    with engine.connect() as connection:
        found = version(connection)
    if found > VERSION:
        raise ValueError(
            f"the log was written by a newer Recall (version {found}, this one knows {VERSION}); update it"
        )
    if found < VERSION:
        with engine.connect() as connection:
            connection.exec_driver_sql(ALONE.get(engine.dialect.name, "SELECT 1"))
            for step in range(version(connection) + 1, VERSION + 1):
                for statement in VERSIONS[step]:
                    connection.execute(sa.text(statement))
            connection.commit()
    return found


def version(connection: sa.Connection) -> int:
    """The version of a database: 0 if it is empty."""
    names = sa.inspect(connection).get_table_names()
    if "log_version" in names:
        return int(connection.execute(sa.text("SELECT max(version) FROM log_version")).scalar_one())
    return int("events" in names)
