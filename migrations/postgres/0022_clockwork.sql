-- What each program read of its settings, when it started and each time it was told to read them again (SIGHUP).
create table settings_reads (
    id      uuid    not null primary key,
    program text    not null check (program in ('serve', 'worker')),
    read_at timestamptz not null,
    refused text    -- file, line and reason: what was in force before stayed; null: in force since then
);
create index settings_reads_read on settings_reads (read_at, id);

-- When people want letters about clocks; without a row it is as people.toml says, else at once.
create table letter_wishes (
    account uuid    not null primary key references accounts (id),
    wish    text    not null check (wish in ('at_once', 'digest')),
    hour    bigint check (hour between 0 and 23), -- of the day in Warsaw; null: when the office opens
    check (hour is null or wish = 'digest')
);
