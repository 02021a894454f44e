"""The tables, as small numbered changes. Each is made once; none is ever edited after it was released."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.database.connection import Connection, Step, Tables
from simulator.database.errors import NewerDatabase, OtherDatabase, about

# No gaps, and nothing after the end. A foreign key on the record before would make deleting quadratic.
RECORDS_IN_ORDER = {
    "sqlite": """
    create trigger records_in_order before insert on records begin
        select raise(abort, 'the run is over')
            where (select status from runs where id = new.run) <> 'open';
        select raise(abort, 'a record is missing')
            where new.number > 0
            and not exists (select 1 from records where run = new.run and number = new.number - 1);
    end""",
    # Whoever adds to a log holds its run: another one waits, and then sees what was added.
    "postgres": """
    create function records_in_order() returns trigger language plpgsql as $$
    begin
        perform from runs where id = new.run for no key update;
        if (select status from runs where id = new.run) <> 'open' then
            raise 'the run is over' using errcode = 'integrity_constraint_violation';
        end if;
        if new.number > 0 and not exists (select from records where run = new.run and number = new.number - 1) then
            raise 'a record is missing' using errcode = 'integrity_constraint_violation';
        end if;
        return new;
    end $$;
    create trigger records_in_order before insert on records for each row execute function records_in_order();
    alter table runs add rowid bigint generated always as identity""",
}


def m001_scenarios_and_runs(db: Tables) -> None:
    """Scenario versions, people, and runs with their logs."""
    # `turn` counts the versions of a scenario in the order in which they became the latest.
    db.execute("""
        create table scenarios (
            number integer primary key,
            hash text not null unique,
            scenario_id text not null,
            title text not null,
            data text not null,
            words text not null,
            added text not null,
            turn integer not null,
            unique (scenario_id, turn)
        )""")
    # Autoincrement: an id is never given again, so a window that still shows a deleted person harms no other.
    db.execute("create table people (id integer primary key autoincrement, name text not null)")
    # The seed is text because it may be longer than 64 bits.
    db.execute("""
        create table runs (
            id text primary key not null,
            scenario text not null references scenarios (hash),
            seed text not null,
            variant text,
            mode text not null,
            person integer references people (id) on delete cascade,
            forked_run text references runs (id) on delete set null,
            forked_decision integer,
            begun text not null,
            status text not null default 'open',
            ending text,
            ended text
        )""")
    for column in ("scenario", "person", "forked_run"):
        db.execute(f"create index runs_{column} on runs ({column})")
    db.execute("""
        create table records (
            run text not null references runs (id) on delete cascade,
            number integer not null check (number >= 0),
            record text not null,
            primary key (run, number)
        )""")
    db.either(**RECORDS_IN_ORDER)
    _unsampled(db, scenarios=("data", "words"), people=("name",), records=("record",))


def m002_sheets(db: Tables) -> None:
    """Assessments and proof sheets. Those about a run go with it, and none comes after it is gone."""
    db.execute("""
        create table sheets (
            subject text not null,
            kind text not null,
            producer text not null,
            data text not null,
            run text generated always as
                (case when substr(subject, 1, 4) = 'run:' then substr(subject, 5) end) stored
                references runs (id) on delete cascade,
            primary key (subject, kind, producer)
        )""")
    db.execute("create index sheets_run on sheets (run)")
    db.either(postgres="alter table sheets add rowid bigint generated always as identity")
    _unsampled(db, sheets=("data",))


def m003_notes(db: Tables) -> None:
    """What people wrote in their own words, outside the log."""
    db.execute("""
        create table notes (
            id integer primary key,
            run text not null references runs (id) on delete cascade,
            number integer not null,
            field text,
            text text not null
        )""")
    db.execute("create index notes_run on notes (run)")
    _unsampled(db, notes=("text",))


def m004_search(db: Tables) -> None:
    """Search over scenarios."""
    db.search(["title", "scenario_id", "words"])


def m005_erasure(db: Tables) -> None:
    """A mark that deleted rows may still have left bytes somewhere."""
    db.execute("create table erasure (owed integer primary key check (owed = 1))")


ENTRIES_IN_ORDER = {
    "sqlite": """
    create trigger exercise_entries_in_order before insert on exercise_entries begin
        select raise(abort, 'the exercise is closed')
            where (select closed from exercises where id = new.exercise) is not null;
        select raise(abort, 'an entry is missing')
            where new.number > 0 and not exists
                (select 1 from exercise_entries where exercise = new.exercise and number = new.number - 1);
    end""",
    # Others hear of entries when these are on the disk. See simulator/database/changes.py.
    "postgres": """
    create function exercise_entries_in_order() returns trigger language plpgsql as $$
    begin
        perform from exercises where id = new.exercise for no key update;
        if (select closed from exercises where id = new.exercise) is not null then
            raise 'the exercise is closed' using errcode = 'integrity_constraint_violation';
        end if;
        if new.number > 0 and not exists
            (select from exercise_entries where exercise = new.exercise and number = new.number - 1) then
            raise 'an entry is missing' using errcode = 'integrity_constraint_violation';
        end if;
        perform pg_notify('peacekeeper', (new.number + 1) || ' ' || new.exercise);
        return new;
    end $$;
    create trigger exercise_entries_in_order before insert on exercise_entries
        for each row execute function exercise_entries_in_order();
    alter table exercises add rowid bigint generated always as identity""",
}


def m006_exercises(db: Tables) -> None:
    """Tabletop exercises with their logs; who took part, and what they said without a name, stand apart."""
    db.execute("""
        create table exercises (
            id text primary key not null,
            scenario text not null references scenarios (hash),
            forked_exercise text references exercises (id) on delete set null,
            forked_entry integer,
            opened text not null,
            closed text
        )""")
    for column in ("scenario", "forked_exercise"):
        db.execute(f"create index exercises_{column} on exercises ({column})")
    db.execute("""
        create table exercise_entries (
            exercise text not null references exercises (id) on delete cascade,
            number integer not null check (number >= 0),
            entry text not null,
            primary key (exercise, number)
        )""")
    db.either(**ENTRIES_IN_ORDER)
    db.execute("""
        create table participants (
            exercise text not null references exercises (id) on delete cascade,
            number integer not null,
            name text not null,
            primary key (exercise, number)
        )""")
    # By a random key and without row numbers, so that not even the order tells whose answer it is.
    db.execute("""
        create table survey_answers (
            exercise text not null references exercises (id) on delete cascade,
            key text not null,
            answer text not null,
            primary key (exercise, key)
        ) without rowid""")
    _unsampled(db, exercise_entries=("entry",), participants=("name",), survey_answers=("key", "answer"))


def m007_doors(db: Tables) -> None:
    """How people come to an exercise that is being held: its join code, and the secret that seats are signed with."""
    db.execute("""
        create table exercise_doors (
            exercise text primary key references exercises (id) on delete cascade,
            code text not null unique,
            secret text not null
        )""")
    _unsampled(db, exercise_doors=("code", "secret"))


def _unsampled(db: Tables, **columns: Sequence[str]) -> None:
    # PostgreSQL would keep samples of these columns for its planner, where nobody looks for them when they are erased.
    for table, names in columns.items():
        for name in names:
            db.either(postgres=f"alter table {table} alter {name} set statistics 0")


STEPS: tuple[Step, ...] = (
    m001_scenarios_and_runs,
    m002_sheets,
    m003_notes,
    m004_search,
    m005_erasure,
    m006_exercises,
    m007_doors,
)
LATEST = len(STEPS)


def version(connection: Connection) -> int:
    """How many of our migrations the database has seen; 0 for an empty one.

    Raises OtherDatabase and NewerDatabase, having changed nothing.
    """
    found = connection.found()
    if not found.ours:
        if not found.empty:
            raise OtherDatabase(**about(connection.place))
        return 0
    if found.number > LATEST or not found.steps <= {step.__name__ for step in STEPS}:
        raise NewerDatabase(**about(connection.place))
    return found.number


def migrate(connection: Connection, upto: int = LATEST) -> None:
    """Bring the tables up to date, all of it or nothing. `upto` stops after so many migrations, for tests."""
    if version(connection) >= upto:
        return
    with connection.write():
        # Asked again: another program may have done it, or more, while this one waited for its turn.
        if version(connection) < upto:
            connection.migrate(STEPS[:upto])
