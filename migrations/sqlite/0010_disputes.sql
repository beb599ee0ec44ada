-- What has become of a ticket between units that do not agree whose it is; null while it has not been handed over.
alter table tickets add column quarrel text check (json_valid(quarrel));
