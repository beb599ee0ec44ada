-- Outages: what fails for many people at once; the fold of their history.
create table outages (
    id          uuid    not null primary key,
    version     bigint not null check (version >= 1),
    title       text    not null,
    description text    not null,
    audience    text    not null check (audience in ('everyone', 'signed_in')),
    since       timestamptz not null,
    news        bigint not null check (news >= 1), -- sequence of the event that brought the latest news
    news_at     timestamptz not null,
    news_text   text    not null,
    declared_at timestamptz not null,
    updated_at  timestamptz not null,
    ended_at    timestamptz,
    telling     boolean not null -- somebody may not have been told the latest news yet
);
create index outages_lasting on outages (since, id) where ended_at is null;
create index outages_telling on outages (telling);

-- What happened to outages. Rows are only ever added.
create table outage_events (
    id          uuid    not null primary key,
    outage      uuid    not null references outages (id),
    sequence    bigint not null check (sequence >= 1),
    at          timestamptz not null,
    author      uuid,
    author_name text    not null,
    author_unit text,
    kind        text    not null,
    act         jsonb   not null
);
create unique index outage_events_history on outage_events (outage, sequence);
create trigger outage_events_no_change before update or delete or truncate on outage_events
    for each statement execute function history_is_only_added();

-- The outage to which a ticket belongs.
alter table tickets add column outage uuid references outages (id);
create index tickets_outage on tickets (outage, created_at, id) where outage is not null;

-- Which address was told which news, and by which letter: each once.
create table outage_letters (
    outage   uuid    not null references outages (id),
    sequence bigint not null,
    address  text    not null, -- in small letters
    job      uuid    not null references jobs (id),
    primary key (outage, sequence, address)
);
create unique index outage_letters_job on outage_letters (job);

-- What became of each ticket when all were to be solved.
create table outage_results (
    outage   uuid    not null references outages (id),
    sequence bigint not null, -- of the event that asked for it
    ticket   uuid    not null references tickets (id),
    state    text    not null check (state in ('waiting', 'resolved', 'already', 'refused')),
    reason   text, -- refused: the name of the refusal
    at       timestamptz, -- when it came to that; null while it waits
    primary key (outage, sequence, ticket)
);
create index outage_results_waiting on outage_results (outage, sequence, ticket) where state = 'waiting';

-- Steps told because of an outage: each once for all of its tickets.
create table outage_steps (
    outage    uuid not null references outages (id),
    clock     text not null,
    rule      text not null,
    recipient text not null,
    primary key (outage, clock, rule, recipient)
);

-- Tickets of which somebody said that they do not belong to the outage.
create table outage_strangers (
    outage uuid not null references outages (id),
    ticket uuid not null references tickets (id),
    primary key (outage, ticket)
);
