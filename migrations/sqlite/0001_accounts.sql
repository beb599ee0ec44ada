-- People who can sign in. Accounts are disabled, never deleted: history names them.
-- In every table here: a uuid is a blob of 16 bytes, a time is microseconds since 1970 (UTC), a boolean is 0 or 1.
create table accounts (
    id            blob    not null primary key,
    login         text    not null,
    login_key     text    not null, -- login in small letters: one person, one spelling
    name          text    not null,
    email         text    not null,
    email_key     text    not null, -- e-mail in small letters
    role          text    not null check (role in ('requester', 'first_line', 'unit', 'administrator')),
    unit          text,
    department    text    not null,
    room          text    not null,
    phone         text    not null,
    password_hash text,
    disabled      integer not null check (disabled in (0, 1)),
    created_at    integer not null,
    check ((role = 'unit') = (unit is not null))
) strict;
create unique index accounts_login on accounts (login_key);
create unique index accounts_email on accounts (email_key);
