-- Solved requests brought in from another system, for the router to learn from. The id is the SHA-256 of what
-- was read, so that bringing the same in again adds nothing.
create table past_tickets (
    id          bytea       not null primary key,
    source      text        not null, -- rt, glpi, zammad, plain
    number      text        not null, -- its number there
    subject     text        not null,
    body        text        not null,
    unit        text        not null,
    duty        text,
    decided_by  text        not null,
    requester   text        not null,
    at          timestamptz not null,
    imported_at timestamptz not null
);
create index past_tickets_recent on past_tickets (at, id);

-- What was learned from past tickets, version by version. At most one is in force; when none is, the shipped model is.
create table routing_models (
    id         uuid        not null primary key,
    version    text        not null,
    base       text        not null, -- the shipped model it stands on
    adaptation bytea,                -- null once it is too old to return to
    based_on   bigint      not null check (based_on >= 0), -- past tickets learned from
    left_out   jsonb       not null, -- past tickets not learned from, by reason
    figures    jsonb       not null, -- of the trial against the version before
    state      text        not null check (state in ('active', 'refused', 'retired', 'reverted')),
    created_at timestamptz not null,
    settled_at timestamptz not null, -- since when it has been in this state
    settled_by text                  -- the person who put it there; null: the program
);
create unique index routing_models_active on routing_models (state) where state = 'active';
create index routing_models_recent on routing_models (created_at, id);

-- Learning itself: one row, whose lease lets one of many workers learn at a time.
create table learning (
    id          smallint    not null primary key check (id = 1),
    paused      boolean     not null,
    paused_by   text,
    paused_at   timestamptz,
    lease_until timestamptz not null,
    tried_at    timestamptz -- up to when decisions have been looked at
);
insert into learning (id, paused, lease_until) values (1, false, '1970-01-01T00:00:00Z');

-- The ledger reads what was solved, newest first.
create index tickets_resolved on tickets (resolved_at, id) where resolved_at is not null;

-- A suggestion in shadow is recorded and shown to nobody.
alter table suggestions add column shadow boolean not null default false;
