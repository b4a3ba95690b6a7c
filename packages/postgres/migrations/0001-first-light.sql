-- The first tables. Fixed since the first release: a change is a new file.
-- Written for PostgreSQL 15. Every time is latchkey_clock()'s, in whole milliseconds, so that a time read, carried
-- through JavaScript and written back stays the same.

create function latchkey_clock() returns timestamptz language sql volatile
  as $$ select date_trunc('milliseconds', clock_timestamp()) $$;
comment on function latchkey_clock() is 'The only clock of rules.';

-- People ------------------------------------------------------------------------------------------------------------

create table unit (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  created_at timestamptz not null default latchkey_clock()
);

create table person (
  id uuid primary key default gen_random_uuid(),
  -- Stands for the person in the audit log; names live here alone and can be erased without touching the log.
  number text not null unique default replace(gen_random_uuid()::text, '-', ''),
  unit_id uuid references unit,
  issuer text,
  subject text,
  email text not null,
  name text not null,
  language text,
  role text not null check (role in ('person', 'support', 'auditor', 'administrator')),
  created_at timestamptz not null default latchkey_clock(),
  disabled_at timestamptz,
  check ((issuer is null) = (subject is null)),
  unique (issuer, subject)
);
create index person_email on person (lower(email));

-- The embedded OpenID provider ----------------------------------------------------------------------------------------

create table account (
  id uuid primary key default gen_random_uuid(),
  subject text not null unique,
  email text not null,
  name text not null,
  password_hash text,
  created_at timestamptz not null default latchkey_clock(),
  disabled_at timestamptz
);
create unique index account_email on account (lower(email));

create table provider_record (
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  user_code text,
  uid text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (model, id)
);
create index provider_record_grant on provider_record (grant_id) where grant_id is not null;
create index provider_record_uid on provider_record (model, uid) where uid is not null;
create index provider_record_user_code on provider_record (model, user_code) where user_code is not null;
create index provider_record_expiry on provider_record (expires_at) where expires_at is not null;

create table attempt (
  key_hash bytea primary key,
  tries integer not null,
  last_at timestamptz not null,
  free_at timestamptz not null
);
create index attempt_last on attempt (last_at);

-- Devices and their enrolments ----------------------------------------------------------------------------------------

create table device (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid references unit,
  holder_id uuid references person,
  holder_since timestamptz,
  first_holder boolean not null,
  -- Of the present enrolment.
  generation integer not null default 1,
  channel text not null,
  platform text not null,
  form text not null,
  maker text not null,
  model text not null,
  os_version text not null,
  name text not null,
  original_name text not null,
  serial text,
  ownership text not null check (ownership in ('personal', 'corporate')),
  shared boolean not null,
  passcode_present boolean,
  lost_mode boolean not null default false,
  marked_lost_at timestamptz,
  last_checked_at timestamptz,
  created_at timestamptz not null default latchkey_clock(),
  removed_at timestamptz
);
create index device_holder on device (holder_id) where removed_at is null;

-- Apart from the device, so that a check-in never waits for an act that holds the device's row.
create table sighting (
  device_id uuid primary key,
  last_seen_at timestamptz not null
) with (fillfactor = 70);

create table invitation (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  ownership text not null check (ownership in ('personal', 'corporate')),
  channel text not null,
  certificate_hash bytea not null unique,
  signed_in_on_device boolean not null,
  created_at timestamptz not null default latchkey_clock(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table enrolment (
  id uuid primary key default gen_random_uuid(),
  device_id uuid not null references device,
  generation integer not null,
  channel text not null,
  kind text not null,
  state text not null check (state in ('waiting', 'enrolled', 'ended')),
  channel_id text not null,
  certificate_hash bytea not null,
  topic text not null,
  signed_in_on_device boolean not null,
  introduced_at timestamptz not null default latchkey_clock(),
  enrolled_at timestamptz,
  ended_at timestamptz,
  push_token bytea,
  push_magic text,
  push_updated_at timestamptz,
  push_dead_since timestamptz,
  unique (device_id, generation)
);
create unique index enrolment_one_per_channel_id on enrolment (channel, channel_id) where state <> 'ended';
create unique index enrolment_one_per_certificate on enrolment (certificate_hash) where state <> 'ended';
create index enrolment_channel_id on enrolment (channel, channel_id);
create index enrolment_certificate on enrolment (certificate_hash);

-- History of escrowed unlock tokens. The newest that is not set aside is the present one; erased ones keep their
-- fingerprint and lose their bytes.
create table unlock_token (
  id bigint generated always as identity primary key,
  enrolment_id uuid not null references enrolment,
  sealed bytea,
  fingerprint bytea not null,
  received_at timestamptz not null default latchkey_clock(),
  set_aside_at timestamptz,
  erased_at timestamptz,
  check ((sealed is null) = (erased_at is not null))
);
create index unlock_token_enrolment on unlock_token (enrolment_id, id desc) where erased_at is null;
create index unlock_token_aside on unlock_token (set_aside_at) where erased_at is null and set_aside_at is not null;

-- Sign-in ------------------------------------------------------------------------------------------------------------

create table session (
  id_hash bytea primary key,
  person_id uuid not null references person,
  borrowed boolean not null,
  auth_time bigint,
  acr text,
  amr text[] not null,
  confirmation_id uuid,
  sealed_id_token bytea,
  started_at timestamptz not null default latchkey_clock(),
  idle_until timestamptz not null,
  absolute_until timestamptz not null,
  ended_at timestamptz,
  ended_why text
);
create index session_person on session (person_id) where ended_at is null;

create table sign_in (
  state_hash bytea primary key,
  browser_hash bytea not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  borrowed boolean not null,
  confirmation_id uuid,
  begun_at timestamptz not null default latchkey_clock()
);
create index sign_in_begun on sign_in (begun_at);

create table confirmation (
  id uuid primary key,
  person_id uuid not null references person,
  issuer text not null,
  subject text not null,
  device_id uuid not null references device,
  act text not null,
  state text not null default 'asked'
    check (state in ('asked', 'verified', 'consumed', 'failed', 'expired', 'cancelled')),
  signed_out_at timestamptz not null default latchkey_clock(),
  ended_session_auth_time bigint,
  cookie_hash bytea not null unique,
  language text,
  verified_at timestamptz,
  session_hash bytea,
  consumed_at timestamptz,
  failure text
);

-- Requests and commands ----------------------------------------------------------------------------------------------

create table request (
  id uuid primary key,
  reference text not null unique,
  device_id uuid not null references device,
  enrolment_id uuid not null references enrolment,
  person_id uuid not null references person,
  act text not null,
  state text not null check (state in ('awaiting-approval', 'approved', 'held', 'queued', 'handed-over', 'accepted',
    'done', 'failed', 'not-supported', 'cancelled', 'expired', 'unknown')),
  asked_at timestamptz not null,
  unsent_until timestamptz not null,
  held_until timestamptz,
  handed_over_at timestamptz,
  settled_at timestamptz,
  outcome jsonb,
  late boolean not null default false,
  confirmation_id uuid references confirmation
);
create unique index request_one_open on request (device_id, act)
  where state in ('awaiting-approval', 'approved', 'held', 'queued', 'handed-over', 'accepted');
-- One confirmation makes one request.
create unique index request_one_per_confirmation on request (confirmation_id) where confirmation_id is not null;
create index request_of_device on request (device_id, asked_at desc);
create index request_of_person on request (person_id, asked_at desc);
create index request_unsent on request (unsent_until) where state in ('awaiting-approval', 'approved', 'held', 'queued');
create index request_sent on request (handed_over_at) where state in ('handed-over', 'accepted');
create index request_held on request (held_until) where state = 'held';

-- The open queue: small. What has ended moves to command_history in the same transaction.
create table command (
  id uuid primary key,
  number bigint generated always as identity,
  enrolment_id uuid not null references enrolment,
  request_id uuid references request,
  kind text not null,
  state text not null default 'queued' check (state in ('queued', 'handed-over', 'not-now', 'accepted')),
  created_at timestamptz not null default latchkey_clock(),
  handed_over_at timestamptz,
  times_handed_over integer not null default 0,
  use_previous_token boolean not null default false,
  operation text
);
create index command_of_enrolment on command (enrolment_id, number);
create index command_of_request on command (request_id) where request_id is not null;

create table command_history (
  id uuid primary key,
  number bigint not null,
  enrolment_id uuid not null references enrolment,
  request_id uuid references request,
  kind text not null,
  created_at timestamptz not null,
  handed_over_at timestamptz,
  times_handed_over integer not null,
  use_previous_token boolean not null,
  operation text,
  ending text not null,
  errors jsonb not null default '[]',
  ended_at timestamptz not null default latchkey_clock()
);
create index command_history_of_request on command_history (request_id) where request_id is not null;
create index command_history_of_enrolment on command_history (enrolment_id, number);

create table temporary_passcode (
  id uuid primary key,
  device_id uuid not null references device,
  request_id uuid not null unique references request,
  sealed bytea,
  made_at timestamptz not null default latchkey_clock(),
  erased_at timestamptz,
  check ((sealed is null) = (erased_at is not null))
);
create index temporary_passcode_kept on temporary_passcode (device_id) where sealed is not null;

-- What people are told -----------------------------------------------------------------------------------------------

create table notification (
  id uuid primary key,
  number bigint generated always as identity,
  person_id uuid not null references person,
  device_id uuid references device,
  request_id uuid references request,
  kind text not null,
  created_at timestamptz not null default latchkey_clock(),
  read_at timestamptz
);
create index notification_of_person on notification (person_id, number desc);
create index notification_unread on notification (person_id) where read_at is null;

-- No foreign keys: rows outlive what they tell of. A sealer fills the chain's columns later, in order of transactions.
create table audit_event (
  id bigint generated always as identity primary key,
  transaction_id text not null default pg_current_xact_id()::text,
  at timestamptz not null default latchkey_clock(),
  actor_kind text not null check (actor_kind in ('person', 'device', 'system')),
  actor_number text,
  what text not null,
  subject_number text,
  device_id uuid,
  request_id uuid,
  detail jsonb not null,
  actor_commitment bytea,
  subject_commitment bytea,
  sequence bigint unique,
  previous_hash bytea,
  hash bytea,
  check ((actor_kind = 'person') = (actor_number is not null))
);
create index audit_event_subject on audit_event (subject_number, id desc) where subject_number is not null;
create index audit_event_device on audit_event (device_id, id desc) where device_id is not null;
create index audit_event_unsealed on audit_event (id) where sequence is null;

-- What the organisation decides --------------------------------------------------------------------------------------

create table policy (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid references unit,
  act text not null,
  ownership text not null check (ownership in ('personal', 'corporate')),
  verdict text not null check (verdict in ('allowed', 'approval', 'off')),
  hold_minutes integer not null default 0 check (hold_minutes >= 0),
  in_force_at timestamptz not null default latchkey_clock(),
  unique nulls not distinct (unit_id, act, ownership, in_force_at)
);

create table setting (
  key text primary key,
  value text not null,
  changed_at timestamptz not null default latchkey_clock()
);
