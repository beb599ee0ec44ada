-- Signed-in browsers. Only the hash of the cookie's secret is kept.
create table sessions (
    token_hash   bytea       not null primary key,
    account      uuid        not null references accounts (id),
    csrf         text        not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null
);
create index sessions_account on sessions (account);
create index sessions_expiry on sessions (expires_at);

-- Bearer tokens of the API. Only the hash is kept.
create table api_tokens (
    id           uuid        not null primary key,
    name         text        not null,
    account      uuid        not null references accounts (id),
    token_hash   bytea       not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz
);
create unique index api_tokens_hash on api_tokens (token_hash);
create index api_tokens_account on api_tokens (account);

-- Secret links to one ticket, for requesters without an account. Only the hash is kept.
create table ticket_links (
    token_hash bytea       not null primary key,
    ticket     uuid        not null references tickets (id),
    created_at timestamptz not null
);
create index ticket_links_ticket on ticket_links (ticket);

-- Requests that must file one ticket however often they are sent.
create table idempotency_keys (
    scope        text        not null,
    key          text        not null,
    request_hash bytea       not null,
    year         smallint,
    sequence     bigint,
    created_at   timestamptz not null,
    primary key (scope, key),
    foreign key (year, sequence) references tickets (year, sequence)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- How often something was tried in the window that is running.
create table throttle (
    key     text        not null primary key,
    started timestamptz not null,
    hits    bigint      not null
);
create index throttle_age on throttle (started);
