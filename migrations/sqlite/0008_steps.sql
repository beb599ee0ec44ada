-- When the clocks of a ticket have to be looked at next: 1970 = at once (an act has happened, or the settings have
-- changed), null = never again unless something happens. Derived; set back by every act.
alter table tickets add column steps_due_at integer default 0;
-- While it lasts, a worker is looking.
alter table tickets add column steps_lease integer;
update tickets set steps_due_at = null where status in ('closed', 'cancelled');
create index tickets_steps on tickets (steps_due_at, id) where steps_due_at is not null;

-- Steps that were taken: somebody was told that a clock runs down. The key lets each happen once, whoever tries.
create table steps (
    key        text    not null primary key, -- ticket/clock/event that started it/round/rule/occurrence
    ticket     blob    not null references tickets (id),
    clock      text    not null,
    rule       text    not null,
    unit       text    not null, -- which held the ticket then
    late       integer not null check (late in (0, 1)),
    caught_up  integer not null check (caught_up in (0, 1)),
    reached_at integer not null,
    fired_at   integer not null,
    stood_in   text    -- the later step that told of this one too; null: it was told itself
) strict;
create index steps_ticket on steps (ticket, fired_at, key);

-- Something to tell somebody, which becomes a letter alone or together with others.
create table notices (
    id          blob    not null primary key,
    ticket      blob    not null references tickets (id),
    recipient   text    not null, -- unit:IT-04-1, account:…, official:…, requester:address
    lane        text    not null, -- those of one lane to one recipient become one letter
    step        text    references steps (key),
    job         blob    references jobs (id), -- a letter that was not sent alone, because there were too many
    created_at  integer not null,
    release_at  integer not null, -- not told before
    letter      blob    references jobs (id), -- which told it; null: not yet
    gathered_at integer,
    check ((step is null) <> (job is null)),
    check ((letter is null) = (gathered_at is null))
) strict;
create index notices_pending on notices (release_at, id) where letter is null;
create index notices_recipient on notices (recipient, lane, gathered_at);
create index notices_letter on notices (letter, created_at, id) where letter is not null;
create index notices_ticket on notices (ticket);
create unique index notices_job on notices (job) where job is not null;

-- How many letters an address got lately.
create index letters_address on letters (address, sent_at);

-- With which settings the clocks were looked at last; one row.
create table step_settings (
    id          integer not null primary key check (id = 1),
    fingerprint text    not null
) strict;
