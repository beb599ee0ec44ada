-- When a ticket is due next, so that the queue can be put in that order. A cache of what its history and the rules say:
-- it holds while due_version is the ticket's version. 9999-01-01: no clock runs.
alter table tickets add column next_due integer;
alter table tickets add column due_version integer;
-- By which rules due times were worked out; one row.
create table due_rules (
    id          integer not null primary key check (id = 1),
    fingerprint text    not null
) strict;
create index tickets_due_unknown on tickets (id) where is_open = true and (due_version is null or due_version <> version);

-- Other orders of the queue. The index of open tickets by age takes the place of a narrower one.
drop index tickets_lately;
create index tickets_due on tickets (is_open, next_due, id, unit, status);
create index tickets_age on tickets (is_open, created_at, id, unit, status);
create index tickets_age_all on tickets (created_at, id, unit, status);
create index tickets_number_open on tickets (is_open, year, sequence, unit, status);
create index ticket_units_age on ticket_units (unit, is_open, created_at, ticket);

-- Views of the queue that somebody saved: filters and order as they stand in an address.
create table saved_views (
    id         blob    not null primary key,
    name       text    not null,
    query      text    not null,
    owner      blob    not null references accounts (id),
    unit       text,   -- shared with it; null: the owner's alone
    created_at integer not null
) strict;
create index saved_views_owner on saved_views (owner);
create index saved_views_unit on saved_views (unit) where unit is not null;
