-- What each ticket brings to the figures of the desk's work. Derived from its history, the calendar and the targets; a row
-- holds while tickets.figures_version is the version of the ticket; where that is null it is worked out anew.
create table ticket_figures (
    ticket               uuid    not null primary key references tickets (id),
    version              bigint not null,
    registered_at        timestamptz not null,
    ended_at             timestamptz not null, -- 9999-01-01: it is open
    ended                text    check (ended in ('solved', 'cancelled', 'merged')),
    priority             smallint not null,
    unit                 text    not null, -- holds it, or held it when it ended
    duty                 text,
    first_target         text,             -- to which it was handed over first
    escalations          smallint not null,
    transfers            smallint not null,
    returns              smallint not null,
    reopenings           smallint not null,
    questions            smallint not null, -- how often it waited for its requester
    tasks                smallint not null,
    answer_promised      boolean not null,
    answer_met_at        timestamptz,
    answer_breached_at   timestamptz,
    answer_due_at        timestamptz,          -- of a clock that runs
    answer_used          bigint not null, -- seconds of office time
    solution_promised    boolean not null,
    solution_met_at      timestamptz,
    solution_breached_at timestamptz,
    solution_due_at      timestamptz,
    solution_used        bigint not null
);
create index ticket_figures_ended on ticket_figures (ended_at, ticket, registered_at);

alter table tickets add column figures_version bigint;
create index tickets_figures_unknown on tickets (id) where figures_version is null or figures_version <> version;

-- By which calendar and targets they were worked out; one row.
create table figure_rules (
    id          smallint not null primary key check (id = 1),
    fingerprint text    not null
);
