//! The schema: the same on both databases, versioned, its history untouchable.

use std::collections::BTreeMap;

use domain::*;
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use store::{Outcome, Store, StoreError, tickets};

use crate::support::*;

/// Table → column → type in `SQLite`'s words and whether it may be null.
type Columns = BTreeMap<String, BTreeMap<String, (String, bool)>>;
/// Index → table, columns in order, whether it is unique, whether it covers only some rows.
type Indexes = BTreeMap<String, (String, Vec<String>, bool, bool)>;

async fn sqlite_schema() -> (Columns, Indexes) {
    let db = Db::sqlite().await;
    db.migrate().await.unwrap();
    let mut conn = SqliteConnection::connect(&db.url).await.unwrap();
    let columns: Vec<(String, String, String, bool)> = sqlx::query_as(
        "select t.name, c.name, lower(c.type), c.\"notnull\" = 0
         from sqlite_schema t join pragma_table_xinfo(t.name) c
         where t.type = 'table' and t.name not like '\\_sqlx%' escape '\\' and t.name not like 'sqlite%'
             and t.name not like '%\\_words\\_index%' escape '\\' -- an index in PostgreSQL",
    ).fetch_all(&mut conn).await.unwrap();
    let indexes: Vec<(String, String, String, bool, bool)> = sqlx::query_as(
        "select i.name, t.name, c.name, i.\"unique\" = 1, i.partial = 1
         from sqlite_schema t join pragma_index_list(t.name) i join pragma_index_info(i.name) c
         where t.type = 'table' and i.origin = 'c' order by i.name, c.seqno",
    )
    .fetch_all(&mut conn)
    .await
    .unwrap();
    (collect_columns(columns), collect_indexes(indexes))
}

async fn postgres_schema() -> (Columns, Indexes) {
    let db = Db::postgres().await;
    db.migrate().await.unwrap();
    let mut conn = PgConnection::connect(&db.url).await.unwrap();
    let columns: Vec<(String, String, String, bool)> = sqlx::query_as(
        "select table_name::text, column_name::text,
             case data_type
                 when 'uuid' then 'blob' when 'bytea' then 'blob'
                 when 'timestamp with time zone' then 'integer' when 'boolean' then 'integer'
                 when 'smallint' then 'integer' when 'bigint' then 'integer'
                 when 'jsonb' then 'text' when 'double precision' then 'real'
                 else data_type end,
             is_nullable = 'YES'
         from information_schema.columns
         where table_schema = 'public' and table_name not like '\\_sqlx%'",
    )
    .fetch_all(&mut conn)
    .await
    .unwrap();
    let indexes: Vec<(String, String, String, bool, bool)> = sqlx::query_as(
        "select i.relname::text, t.relname::text, a.attname::text, x.indisunique, x.indpred is not null
         from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
             join lateral unnest(x.indkey) with ordinality as k(number, place) on true
             join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
         where t.relnamespace = 'public'::regnamespace and not x.indisprimary and t.relname not like '\\_sqlx%'
         order by i.relname, k.place",
    ).fetch_all(&mut conn).await.unwrap();
    (collect_columns(columns), collect_indexes(indexes))
}

fn collect_columns(rows: Vec<(String, String, String, bool)>) -> Columns {
    let mut columns = Columns::new();
    for (table, column, kind, nullable) in rows {
        columns
            .entry(table)
            .or_default()
            .insert(column, (kind, nullable));
    }
    columns
}

fn collect_indexes(rows: Vec<(String, String, String, bool, bool)>) -> Indexes {
    let mut indexes = Indexes::new();
    for (index, table, column, unique, partial) in rows {
        indexes
            .entry(index)
            .or_insert((table, Vec::new(), unique, partial))
            .1
            .push(column);
    }
    indexes
}

#[tokio::test]
async fn attack_41_both_databases_have_the_same_tables_columns_and_indexes() {
    let ((sqlite_columns, sqlite_indexes), (postgres_columns, postgres_indexes)) =
        (sqlite_schema().await, postgres_schema().await);
    assert_eq!(sqlite_columns, postgres_columns);
    assert_eq!(sqlite_indexes, postgres_indexes);
    assert!(
        sqlite_columns.len() >= 13 && sqlite_indexes.len() >= 15,
        "{sqlite_columns:#?} {sqlite_indexes:#?}"
    );
    assert_eq!(
        sqlite_columns["tickets"]["assignee"],
        ("blob".to_owned(), true)
    );
}

#[test]
fn both_databases_have_the_same_steps() {
    let names = |folder: &str| {
        let path = format!("{}/../../migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<_> = std::fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

async fn versions(store: &Store) -> (Option<i64>, bool) {
    (
        store.schema_version().await.unwrap(),
        store.is_current().await.unwrap(),
    )
}

/// The number of the last step.
fn newest() -> i64 {
    let steps = sqlx::migrate!("../../migrations/sqlite");
    steps.iter().map(|step| step.version).max().unwrap()
}

/// An empty database and one after the steps up to and including `version`.
async fn stopped_at(db: &Db, version: i64) {
    if db.is_postgres() {
        let mut conn = PgConnection::connect(&db.url).await.unwrap();
        sqlx::migrate!("../../migrations/postgres")
            .run_to(version, &mut conn)
            .await
            .unwrap();
    } else {
        let mut conn = SqliteConnection::connect(&db.url).await.unwrap();
        sqlx::migrate!("../../migrations/sqlite")
            .run_to(version, &mut conn)
            .await
            .unwrap();
    }
}

/// Writes a filed ticket as the program of step 4 did.
async fn written_at_step_4(db: &Db, filed: &Change) {
    let postgres = db.is_postgres();
    let id = |id: uuid::Uuid| {
        if postgres {
            format!("'{id}'")
        } else {
            format!("x'{}'", id.simple())
        }
    };
    let (ticket, event) = (&filed.ticket, &filed.event);
    let at = if postgres {
        format!("timestamptz '{}'", event.at)
    } else {
        event.at.as_microsecond().to_string()
    };
    let act = serde_json::to_string(&event.act).unwrap();
    let (key, number) = (id(ticket.id.0), ticket.number);
    let who = &ticket.requester;
    db.raw(&format!(
        "insert into ticket_numbers (year, last) values ({year}, {sequence});
         insert into tickets (id, year, sequence, version, status, unit, impact, urgency, priority, created_at,
             updated_at, requester_name, requester_email, requester_department, requester_room, requester_phone,
             subject, search, body)
         values ({key}, {year}, {sequence}, 1, 'new', '{unit}', '{impact}', '{urgency}', {priority}, {at}, {at},
             '{name}', '{email}', '{department}', '{room}', '{phone}', '{subject}', 'nie dziala vpn', '{body}');
         insert into ticket_units (ticket, unit, position, is_open, weight, created_at)
         select id, unit, 0, is_open, weight, created_at from tickets;
         insert into events (id, ticket, sequence, at, author_name, kind, act)
         values ({event}, {key}, 1, {at}, '{author}', 'registered', '{act}');",
        year = number.year(),
        sequence = number.sequence(),
        unit = ticket.unit,
        impact = ticket.impact.as_str(),
        urgency = ticket.urgency.as_str(),
        priority = ticket.priority.number(),
        name = who.name,
        email = who.email,
        department = who.department,
        room = who.room,
        phone = who.phone,
        subject = ticket.subject,
        body = ticket.body,
        event = id(event.id.0),
        author = event.by.name,
    ))
    .await
    .unwrap();
}

async fn is_migrated_step_by_step(db: Db) {
    assert_eq!(versions(&db).await, (None, false));
    stopped_at(&db, 4).await;
    assert_eq!(versions(&db).await, (Some(4), false));
    let olga = operator(&db).await;
    let filed = Ticket::register(
        Filing {
            id: TicketId(uuid::Uuid::now_v7()),
            number: TicketNumber::new(2026, 1).unwrap(),
            subject: "Nie działa VPN",
            body: "Od rana.",
            requester: requester("Anna Nowak"),
            impact: Impact::Low,
            urgency: Urgency::Low,
            suggestion: None,
        },
        &DESK,
        &PriorityMatrix::built_in(),
        visitor(),
        moment(1),
    )
    .unwrap();
    written_at_step_4(&db, &filed).await;

    db.migrate().await.unwrap();
    assert_eq!(versions(&db).await, (Some(newest()), true));
    assert_eq!(row(&db, filed.ticket.id).await, filed.ticket);
    let said = tickets::QueueFilter {
        text: Some("rano".to_owned()),
        ..tickets::QueueFilter::default()
    };
    let mut conn = db.read().await.unwrap();
    let found = tickets::queue(&mut conn, &said, None, 5).await.unwrap();
    assert_eq!(found.rows[0].number, filed.ticket.number);
    drop(conn);
    assert_eq!(
        apply(&db, &escalate(&filed.ticket, &olga, 5)).await,
        Outcome::Done
    );
    // Once more changes nothing, also from several programs at once.
    let mut migrating = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let store = Store::open(&db.url).await.unwrap();
        migrating.spawn(async move { store.migrate().await.unwrap() });
    }
    migrating.join_all().await;
    assert_eq!(versions(&db).await, (Some(newest()), true));
    assert_eq!(db.raw_number("select count(*) from events").await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attack_41_a_populated_sqlite_database_is_migrated_step_by_step() {
    is_migrated_step_by_step(Db::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attack_41_a_populated_postgres_database_is_migrated_step_by_step() {
    is_migrated_step_by_step(Db::postgres().await).await;
}

async fn is_migrated_by_several_at_once(db: Db) {
    let mut migrating = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let store = Store::open(&db.url).await.unwrap();
        migrating.spawn(async move { store.migrate().await.unwrap() });
    }
    migrating.join_all().await;
    assert_eq!(versions(&db).await, (Some(newest()), true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attack_41_an_empty_sqlite_database_is_migrated_by_several_programs_at_once() {
    is_migrated_by_several_at_once(Db::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attack_41_an_empty_postgres_database_is_migrated_by_several_programs_at_once() {
    is_migrated_by_several_at_once(Db::postgres().await).await;
}

both_databases! {
    async fn attack_41_a_database_of_a_newer_program_is_left_alone(db: Db) {
        db.raw(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (9000, 'from the future', true, 'x', 0)").await.unwrap();
        let error = db.migrate().await.unwrap_err();
        assert!(matches!(error, StoreError::Newer(9000)), "{error:?}");
        assert!(matches!(db.is_current().await, Err(StoreError::Newer(9000))));
    }

    async fn attack_43_history_can_be_neither_changed_nor_shortened(db: Db) {
        let filed = file(db, Draft::default()).await;
        for sql in ["update events set author_name = 'Ktoś Inny'", "update events set sequence = sequence + 1",
            "delete from events", "delete from tickets"] {
            let error = db.raw(sql).await.unwrap_err().to_string();
            assert!(error.contains("history is only ever added to") || sql == "delete from tickets", "{sql}: {error}");
        }
        if db.is_postgres() {
            let error = db.raw("truncate events cascade").await.unwrap_err().to_string();
            assert!(error.contains("history is only ever added to"), "{error}");
        } else {
            let error = db.raw("insert or replace into events select * from events").await.unwrap_err().to_string();
            assert!(error.contains("history is only ever added to"), "{error}");
        }
        let mut conn = db.read().await.unwrap();
        assert_eq!(tickets::history(&mut conn, filed.ticket.id).await.unwrap(), [filed.event]);
    }

    async fn a_history_has_one_event_in_each_place(db: Db) {
        let filed = file(db, Draft::default()).await;
        let mut twice = filed.ticket.claim(operator(db).await, moment(5)).unwrap();
        twice.event.sequence = 1;
        let mut tx = db.write().await.unwrap();
        let error = tickets::apply(&mut tx, &twice).await.unwrap_err();
        assert!(matches!(error, StoreError::Conflict(_)), "{error}");
    }

    async fn values_outside_the_lists_are_refused_by_the_database(db: Db) {
        file(db, Draft::default()).await;
        for sql in ["update tickets set status = 'lost'", "update tickets set priority = 0", "update tickets set priority = 6",
            "update tickets set impact = 'huge'", "update tickets set urgency = ''", "update tickets set version = 0",
            "update jobs set state = 'gone'", "update jobs set attempts = -1", "update ticket_numbers set last = 0",
            "update tickets set is_open = true", "update suggestions set decision = 'perhaps'"] {
            assert!(db.raw(sql).await.is_err(), "{sql}");
        }
    }

    async fn the_database_and_the_program_agree_which_statuses_are_open(db: Db) {
        file(db, Draft::default()).await;
        // A merged one stands in its row as cancelled.
        for status in Status::ALL.into_iter().filter(|status| *status != Status::Merged) {
            db.raw(&format!("update tickets set status = '{}'", status.as_str())).await.unwrap();
            let open = db.raw_number("select count(*) from tickets where is_open = true").await;
            assert_eq!(open == 1, status.is_open(), "{status:?}");
        }
        for priority in Priority::ALL {
            db.raw(&format!("update tickets set priority = {}", priority.number())).await.unwrap();
            let weight = db.raw_number("select cast(weight as bigint) from tickets").await;
            assert_eq!(weight, 6 - i64::from(priority.number()));
        }
    }
}
