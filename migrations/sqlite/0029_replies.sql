-- Canned answers: texts with variables, one person's or a unit's.
create table replies (
    id         blob    not null primary key,
    title      text    not null,
    body       text    not null, -- with variables such as {numer}
    owner      blob    references accounts (id),
    unit       text,
    version    integer not null check (version >= 1),
    changed_at integer not null,
    check ((owner is null) <> (unit is null))
) strict;
create index replies_owner on replies (owner) where owner is not null;
create index replies_unit on replies (unit) where unit is not null;
