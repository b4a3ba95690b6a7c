-- Second factors of the embedded provider's accounts, and the one-time links that set accounts up.

-- A credential added or changed later confirms nothing before it is ripe; the first ones are ripe at once (null).
alter table account add column password_ripe_at timestamptz;

create table authenticator (
  subject text primary key references account (subject) on update cascade on delete cascade,
  sealed_secret bytea not null,
  -- Of the newest code that was taken: it and all before it are used up.
  last_step bigint not null,
  added_at timestamptz not null default latchkey_clock(),
  ripe_at timestamptz not null
);

create table recovery_code (
  subject text not null references account (subject) on update cascade on delete cascade,
  fingerprint bytea not null,
  added_at timestamptz not null default latchkey_clock(),
  ripe_at timestamptz not null,
  used_at timestamptz,
  primary key (subject, fingerprint)
);

create table set_up_link (
  token_hash bytea primary key,
  subject text not null references account (subject) on update cascade on delete cascade,
  created_at timestamptz not null default latchkey_clock(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- What was chosen on the way; erased when the link is used.
  sealed_draft bytea
);
create unique index set_up_link_one_open on set_up_link (subject) where used_at is null;
create index set_up_link_created on set_up_link (created_at);
