-- People who can sign in. Accounts are disabled, never deleted: history names them.
create table accounts (
    id            uuid        not null primary key,
    login         text        not null,
    login_key     text        not null, -- login in small letters: one person, one spelling
    name          text        not null,
    email         text        not null,
    email_key     text        not null, -- e-mail in small letters
    role          text        not null check (role in ('requester', 'first_line', 'unit', 'administrator')),
    unit          text,
    department    text        not null,
    room          text        not null,
    phone         text        not null,
    password_hash text,
    disabled      boolean     not null,
    created_at    timestamptz not null,
    check ((role = 'unit') = (unit is not null))
);
create unique index accounts_login on accounts (login_key);
create unique index accounts_email on accounts (email_key);
