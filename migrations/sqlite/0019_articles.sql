-- The knowledge base: articles as they stand, every version they had, and the words they are found by.
create table articles (
    number     integer not null primary key, -- of the row, for the index
    id         blob    not null,
    version    integer not null check (version >= 1),
    title      text    not null,
    body       text    not null,
    unit       text    not null,
    duty       text,
    readers    text    not null check (readers in ('everyone', 'staff')),
    archived   integer not null check (archived in (0, 1)),
    changed_at integer not null,
    checked_at integer not null,
    words      text    not null -- stems of title and body, a line each
) strict;
create unique index articles_id on articles (id);
create index articles_by_change on articles (changed_at, id);
create index articles_by_check on articles (checked_at) where archived = 0;
create table article_versions (
    article     blob    not null references articles (id),
    version     integer not null check (version >= 1),
    step        text    not null check (step in ('written', 'revised', 'checked', 'archived', 'restored')),
    at          integer not null,
    author      blob,
    author_name text    not null,
    author_unit text,
    said        text    not null check (json_valid(said)),
    primary key (article, version)
) strict;
create trigger article_versions_stay before update on article_versions begin
    select raise(abort, 'versions of articles do not change');
end;
create trigger article_versions_are_kept before delete on article_versions begin
    select raise(abort, 'versions of articles are kept');
end;
create virtual table article_words_index using fts5 (
    words, content = 'articles', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 0', prefix = '3'
);
create trigger article_words_added after insert on articles begin
    insert into article_words_index (rowid, words) values (new.number, new.words);
end;
create trigger article_words_changed after update of words on articles begin
    insert into article_words_index (article_words_index, rowid, words) values ('delete', old.number, old.words);
    insert into article_words_index (rowid, words) values (new.number, new.words);
end;
