-- The knowledge base: articles as they stand, every version they had, and the words they are found by.
create table articles (
    number     bigint      not null generated always as identity primary key, -- of the row
    id         uuid        not null,
    version    bigint      not null check (version >= 1),
    title      text        not null,
    body       text        not null,
    unit       text        not null,
    duty       text,
    readers    text        not null check (readers in ('everyone', 'staff')),
    archived   boolean     not null,
    changed_at timestamptz not null,
    checked_at timestamptz not null,
    words      text        not null -- stems of title and body, a line each
);
create unique index articles_id on articles (id);
create index articles_by_change on articles (changed_at, id);
create index articles_by_check on articles (checked_at) where not archived;
create index article_words_index on articles using gin (to_tsvector('simple', words));
create table article_versions (
    article     uuid        not null references articles (id),
    version     bigint      not null check (version >= 1),
    step        text        not null check (step in ('written', 'revised', 'checked', 'archived', 'restored')),
    at          timestamptz not null,
    author      uuid,
    author_name text        not null,
    author_unit text,
    said        jsonb       not null,
    primary key (article, version)
);
create trigger article_versions_stay before update or delete or truncate on article_versions
    for each statement execute function history_is_only_added();
