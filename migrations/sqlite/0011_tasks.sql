-- Child tasks of tickets, as they stand: a fold of the ticket's history. `number` is the sequence of the event that gave it.
create table tasks (
    ticket    blob        not null references tickets (id),
    number    integer     not null check (number >= 1),
    kind      text        not null check (kind in ('remote_hands', 'part')),
    unit      text        not null,
    duty      text        not null,
    place     text        not null,
    contact   text        not null,
    what      text        not null,
    state     text        not null check (state in ('open', 'taken', 'done', 'declined', 'withdrawn')),
    assignee  blob        references accounts (id),
    result    text        not null,
    opened_at integer     not null,
    ended_at  integer    ,
    primary key (ticket, number)
) strict;
create index tasks_open on tasks (unit, opened_at) where ended_at is null;

-- How often an escalation came back for its comment (§ 8 pkt 3).
create index events_escalations on events (at, kind) where kind in ('escalated', 'returned');
