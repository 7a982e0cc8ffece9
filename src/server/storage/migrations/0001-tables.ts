/** The first tables. Every key begins with `space_id`; people and devices live in the province's space. */
export const TABLES = `
create table space (
  space_id uuid primary key,
  province_id uuid not null,
  code text not null,
  kind text not null,
  level text not null,
  name text not null,
  parent uuid
);
create index space_province on space (province_id);

create table setting (
  space_id uuid not null,
  name text not null,
  value jsonb not null,
  primary key (space_id, name)
);

-- The order of changes: one row per space, locked by whoever writes there, so n + 1 is never visible before n.
create table space_clock (
  space_id uuid primary key,
  epoch text not null,
  head_seq bigint not null default 0,
  head_hash text not null default '',
  floor_seq bigint not null default 0
);
create table epoch_history (
  space_id uuid not null,
  epoch text not null,
  previous text not null,
  restored_seq bigint not null,
  restored_hash text not null,
  reason text not null,
  at timestamptz not null default now(),
  primary key (space_id, epoch)
);

create table client (
  space_id uuid not null,
  client_id uuid not null,
  user_id uuid not null,
  device_id uuid,
  last_no bigint not null,
  app_ver text not null,
  clock_ahead_ms bigint not null,
  last_seen timestamptz not null,
  primary key (space_id, client_id)
);

create table record (
  space_id uuid not null,
  rid uuid not null,
  kind text not null,
  rev bigint not null,
  schema_ver integer not null,
  anchor_date date,
  cells jsonb not null,
  groups jsonb not null,
  buckets jsonb not null,
  primary key (space_id, rid)
);

create table membership (
  space_id uuid not null,
  bucket text not null,
  rid uuid not null,
  kind text not null,
  seq bigint not null,
  bytes integer not null,
  gone boolean not null,
  primary key (space_id, bucket, rid)
);
create index membership_order on membership (space_id, bucket, seq);

create table bucket_digest (
  space_id uuid not null,
  bucket text not null,
  kind text not null,
  count bigint not null,
  sum bigint not null,
  primary key (space_id, bucket, kind)
);

create table conflict (
  space_id uuid not null,
  rid uuid not null,
  mid uuid not null,
  group_key text not null,
  place integer not null,
  offered jsonb not null,
  author uuid not null,
  hlc text not null,
  primary key (space_id, rid, mid, group_key)
);

-- The audit chain. Commitments are salted; a redaction leaves of a value only its commitment, under "redacted".
create table change (
  space_id uuid not null,
  seq bigint not null,
  mid uuid not null,
  rid uuid not null,
  kind text not null,
  op text not null,
  base jsonb not null,
  patch jsonb not null,
  before jsonb not null,
  salt text not null,
  redacted jsonb,
  author uuid not null,
  client_id uuid,
  hlc text not null,
  device_ms bigint,
  received_at timestamptz not null,
  hash text not null,
  primary key (space_id, seq)
);
create index change_record on change (space_id, rid);

-- The ledger: the first answer to each mutation.
create table mutation (
  space_id uuid not null,
  mid uuid not null,
  client_id uuid,
  no bigint,
  body_hash text not null,
  st text not null,
  seq bigint,
  prev bigint,
  problem jsonb,
  received_at timestamptz not null,
  primary key (space_id, mid),
  unique (space_id, client_id, no)
);

-- Mutations of a newer program, whole, until this server understands them.
create table deferred (
  space_id uuid not null,
  mid uuid not null,
  rid uuid not null,
  client_id uuid not null,
  user_id uuid not null,
  body jsonb not null,
  received_at timestamptz not null,
  primary key (space_id, mid)
);
create index deferred_record on deferred (space_id, rid);

-- What an administrator must look at before it counts.
create table quarantine (
  space_id uuid not null,
  item_id uuid not null,
  rid uuid not null,
  client_id uuid not null,
  device_id uuid,
  user_id uuid not null,
  what text not null,
  reason jsonb not null,
  body_hash text not null,
  body jsonb not null,
  received_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decision text,
  primary key (space_id, item_id)
);
create index quarantine_record on quarantine (space_id, rid);

create table fact (
  space_id uuid not null,
  rid uuid not null,
  facts_version integer not null,
  type text not null,
  organ text not null,
  day date not null,
  synthetic boolean not null,
  session_kind text,
  status text,
  held boolean,
  cuoc_key text,
  chair text,
  capacity text,
  delegated boolean,
  duty_day date,
  duty_keys text,
  session_id uuid,
  matter text,
  people integer,
  case_key text,
  earlier_on_paper boolean,
  large_group boolean,
  field text,
  primary key (space_id, rid)
);

create table app_user (
  space_id uuid not null,
  user_id uuid not null,
  username text not null,
  name text not null,
  password_hash text,
  locked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (space_id, user_id),
  unique (space_id, username)
);
create table user_membership (
  space_id uuid not null,
  user_id uuid not null,
  member_space uuid not null,
  organ text not null,
  role text not null,
  valid_from date,
  valid_to date,
  primary key (space_id, user_id, member_space, organ, role)
);

create table device (
  space_id uuid not null,
  device_id uuid not null,
  user_id uuid not null,
  username text not null,
  name text not null,
  public_key text not null,
  serial text not null,
  -- The units its certificate names: all that is known of a user who is missing after a restore.
  spaces jsonb not null,
  enrolled_at timestamptz not null,
  reregistered_at timestamptz,
  last_seen timestamptz,
  locked_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  wipe boolean not null default false,
  primary key (space_id, device_id)
);

create table enrolment_code (
  space_id uuid not null,
  code_id uuid not null,
  user_id uuid not null,
  code_hash text not null,
  expires_at timestamptz not null,
  wrong_tries integer not null default 0,
  used_at timestamptz,
  issued_by uuid,
  primary key (space_id, code_id)
);
create index enrolment_code_user on enrolment_code (space_id, user_id);

-- Wrong tries of one hour; the address only as a keyed hash.
create table wrong_try (
  space_id uuid not null,
  try_id uuid not null,
  what text not null,
  address text not null,
  at timestamptz not null,
  primary key (space_id, try_id)
);
create index wrong_try_at on wrong_try (space_id, at);

create table session (
  space_id uuid not null,
  token_hash text not null,
  user_id uuid not null,
  username text not null,
  device_id uuid,
  expires_at timestamptz not null,
  primary key (space_id, token_hash)
);
create index session_of_user on session (space_id, user_id);

create table used_nonce (
  space_id uuid not null,
  nonce text not null,
  expires_at timestamptz not null,
  primary key (space_id, nonce)
);

create table one_time_link (
  space_id uuid not null,
  token_hash text not null,
  user_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (space_id, token_hash)
);

-- What administrators did; codes and ids only.
create table admin_event (
  space_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  actor uuid,
  what text not null,
  target text not null,
  primary key (space_id, event_id)
);
`;
