-- Child tasks of tickets, as they stand: a fold of the ticket's history. `number` is the sequence of the event that gave it.
create table tasks (
    ticket    uuid        not null references tickets (id),
    number    bigint      not null check (number >= 1),
    kind      text        not null check (kind in ('remote_hands', 'part')),
    unit      text        not null,
    duty      text        not null,
    place     text        not null,
    contact   text        not null,
    what      text        not null,
    state     text        not null check (state in ('open', 'taken', 'done', 'declined', 'withdrawn')),
    assignee  uuid        references accounts (id),
    result    text        not null,
    opened_at timestamptz not null,
    ended_at  timestamptz,
    primary key (ticket, number)
);
create index tasks_open on tasks (unit, opened_at) where ended_at is null;

-- How often an escalation came back for its comment (§ 8 pkt 3).
create index events_escalations on events (at, kind) where kind in ('escalated', 'returned');
