-- What each ticket brings to the figures of the desk's work. Derived from its history, the calendar and the targets; a row
-- holds while tickets.figures_version is the version of the ticket; where that is null it is worked out anew.
create table ticket_figures (
    ticket               blob    not null primary key references tickets (id),
    version              integer not null,
    registered_at        integer not null,
    ended_at             integer not null, -- 9999-01-01: it is open
    ended                text    check (ended in ('solved', 'cancelled', 'merged')),
    priority             integer not null,
    unit                 text    not null, -- holds it, or held it when it ended
    duty                 text,
    first_target         text,             -- to which it was handed over first
    escalations          integer not null,
    transfers            integer not null,
    returns              integer not null,
    reopenings           integer not null,
    questions            integer not null, -- how often it waited for its requester
    tasks                integer not null,
    answer_promised      integer not null check (answer_promised in (0, 1)),
    answer_met_at        integer,
    answer_breached_at   integer,
    answer_due_at        integer,          -- of a clock that runs
    answer_used          integer not null, -- seconds of office time
    solution_promised    integer not null check (solution_promised in (0, 1)),
    solution_met_at      integer,
    solution_breached_at integer,
    solution_due_at      integer,
    solution_used        integer not null
) strict;
create index ticket_figures_ended on ticket_figures (ended_at, ticket, registered_at);

alter table tickets add column figures_version integer;
create index tickets_figures_unknown on tickets (id) where figures_version is null or figures_version <> version;

-- By which calendar and targets they were worked out; one row.
create table figure_rules (
    id          integer not null primary key check (id = 1),
    fingerprint text    not null
) strict;
