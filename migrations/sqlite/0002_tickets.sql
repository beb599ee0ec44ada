-- The last number given out in each year (Europe/Warsaw). Taken inside the transaction that files the
-- ticket, so a number is used or never given: no gaps.
create table ticket_numbers (
    year integer not null primary key check (year between 1000 and 9999),
    last integer not null check (last >= 1)
) strict;

-- Tickets as they stand: the fold of their history.
create table tickets (
    id                   blob    not null primary key,
    year                 integer not null,
    sequence             integer not null check (sequence >= 1),
    version              integer not null check (version >= 1),
    status               text    not null
        check (status in ('new', 'in_progress', 'handed_over', 'returned', 'resolved', 'closed', 'cancelled')),
    unit                 text    not null,
    assignee             blob    references accounts (id),
    duty                 text,
    impact               text    not null check (impact in ('low', 'medium', 'high')),
    urgency              text    not null check (urgency in ('low', 'medium', 'high')),
    priority             integer not null check (priority between 1 and 5),
    is_open              integer not null
        generated always as (status in ('new', 'in_progress', 'handed_over', 'returned')) stored,
    weight               integer not null generated always as (6 - priority) stored, -- 5 presses most
    created_at           integer not null,
    updated_at           integer not null,
    resolved_at          integer,
    finished_at          integer,
    requester_account    blob    references accounts (id),
    requester_name       text    not null,
    requester_email      text    not null,
    requester_department text    not null,
    requester_room       text    not null,
    requester_phone      text    not null,
    subject              text    not null,
    search               text    not null, -- number, subject, requester, start of the body; small letters without diacritics
    body                 text    not null  -- last: it may be long, and the queue does not read it
) strict;
create unique index tickets_number on tickets (year, sequence);
-- The queue: most urgent first, then newest. Status and unit are in the index so that a filter skips rows without reading them.
create index tickets_open on tickets (is_open, weight, created_at, id, status, unit);
create index tickets_all on tickets (weight, created_at, id, status, unit);
create index tickets_unit on tickets (unit, is_open, weight, created_at, id, status);
create index tickets_assignee on tickets (assignee, is_open, weight, created_at, id);
create index tickets_requester on tickets (requester_account, weight, created_at, id);

-- Units that hold or have held a ticket, in order of first holding. Openness, weight and age are copies of the ticket's,
-- so that a unit's queue is one walk of an index.
create table ticket_units (
    ticket     blob    not null references tickets (id),
    unit       text    not null,
    position   integer not null check (position >= 0),
    is_open    integer not null check (is_open in (0, 1)),
    weight     integer not null,
    created_at integer not null,
    primary key (ticket, unit)
) strict;
create index ticket_units_queue on ticket_units (unit, is_open, weight, created_at, ticket);

-- What happened to tickets. Rows are only ever added.
create table events (
    id          blob    not null primary key,
    ticket      blob    not null references tickets (id),
    sequence    integer not null check (sequence >= 1),
    at          integer not null,
    author      blob,
    author_name text    not null,
    author_unit text,
    kind        text    not null,
    act         text    not null check (json_valid(act))
) strict;
create unique index events_history on events (ticket, sequence);

-- "insert or replace" would otherwise change a row without an update.
create trigger events_no_replace before insert on events
    when exists (select 1 from events where id = new.id or (ticket = new.ticket and sequence = new.sequence)) begin
    select raise(abort, 'history is only ever added to');
end;
create trigger events_no_update before update on events begin
    select raise(abort, 'history is only ever added to');
end;
create trigger events_no_delete before delete on events begin
    select raise(abort, 'history is only ever added to');
end;

-- What the matcher said about a ticket when it was filed, with the versions of its data.
create table suggestions (
    ticket              blob not null primary key references tickets (id),
    decision            text not null check (decision in ('suggest', 'unsure')),
    proposed_unit       text,
    proposed_duty       text,
    proposed_confidence real,
    units               text not null check (json_valid(units)),
    ordinance           text not null,
    vocabulary          text not null,
    input               text not null
) strict;
