-- What each certificate has said in its check-ins, by hash: a recorded message that is sent again is known.
create table check_in_heard (
  number bigint generated always as identity,
  certificate_hash bytea not null,
  message_hash bytea not null,
  heard_at timestamptz not null default latchkey_clock(),
  primary key (certificate_hash, message_hash)
);
