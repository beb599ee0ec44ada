-- Outages: what fails for many people at once; the fold of their history.
create table outages (
    id          blob    not null primary key,
    version     integer not null check (version >= 1),
    title       text    not null,
    description text    not null,
    audience    text    not null check (audience in ('everyone', 'signed_in')),
    since       integer not null,
    news        integer not null check (news >= 1), -- sequence of the event that brought the latest news
    news_at     integer not null,
    news_text   text    not null,
    declared_at integer not null,
    updated_at  integer not null,
    ended_at    integer,
    telling     integer not null check (telling in (0, 1)) -- somebody may not have been told the latest news yet
) strict;
create index outages_lasting on outages (since, id) where ended_at is null;
create index outages_telling on outages (telling);

-- What happened to outages. Rows are only ever added.
create table outage_events (
    id          blob    not null primary key,
    outage      blob    not null references outages (id),
    sequence    integer not null check (sequence >= 1),
    at          integer not null,
    author      blob,
    author_name text    not null,
    author_unit text,
    kind        text    not null,
    act         text    not null check (json_valid(act))
) strict;
create unique index outage_events_history on outage_events (outage, sequence);
create trigger outage_events_no_replace before insert on outage_events
    when exists (select 1 from outage_events where id = new.id or (outage = new.outage and sequence = new.sequence)) begin
    select raise(abort, 'history is only ever added to');
end;
create trigger outage_events_no_update before update on outage_events begin
    select raise(abort, 'history is only ever added to');
end;
create trigger outage_events_no_delete before delete on outage_events begin
    select raise(abort, 'history is only ever added to');
end;

-- The outage to which a ticket belongs.
alter table tickets add column outage blob references outages (id);
create index tickets_outage on tickets (outage, created_at, id) where outage is not null;

-- Which address was told which news, and by which letter: each once.
create table outage_letters (
    outage   blob    not null references outages (id),
    sequence integer not null,
    address  text    not null, -- in small letters
    job      blob    not null references jobs (id),
    primary key (outage, sequence, address)
) strict;
create unique index outage_letters_job on outage_letters (job);

-- What became of each ticket when all were to be solved.
create table outage_results (
    outage   blob    not null references outages (id),
    sequence integer not null, -- of the event that asked for it
    ticket   blob    not null references tickets (id),
    state    text    not null check (state in ('waiting', 'resolved', 'already', 'refused')),
    reason   text, -- refused: the name of the refusal
    at       integer,          -- when it came to that; null while it waits
    primary key (outage, sequence, ticket)
) strict;
create index outage_results_waiting on outage_results (outage, sequence, ticket) where state = 'waiting';

-- Steps told because of an outage: each once for all of its tickets.
create table outage_steps (
    outage    blob not null references outages (id),
    clock     text not null,
    rule      text not null,
    recipient text not null,
    primary key (outage, clock, rule, recipient)
) strict;

-- Tickets of which somebody said that they do not belong to the outage.
create table outage_strangers (
    outage blob not null references outages (id),
    ticket blob not null references tickets (id),
    primary key (outage, ticket)
) strict;
