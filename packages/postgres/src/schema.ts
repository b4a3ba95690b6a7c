import type {
  Act,
  ConfirmableAct,
  AuditEvent,
  Channel,
  CommandEnding,
  CommandKind,
  CommandState,
  Confirmation,
  Enrolment,
  EnrolmentKind,
  Form,
  Language,
  NotificationKind,
  Ownership,
  Platform,
  PolicyCell,
  RequestState,
  Role,
} from '@latchkey/domain'
import type { ColumnType, Generated } from 'kysely'

/*
 * The tables as queries see them; the truth stands in migrations/. JSON goes in as text and comes out as values,
 * bigint comes out as text.
 */

type Json = ColumnType<unknown, string, string>
type Bigint = ColumnType<string | null, number | string | null, number | string | null>
type Number64 = ColumnType<string, never, never>
type Time = Date
type Bytes = Uint8Array

export type Schema = {
  person: PersonTable
  device: DeviceTable
  sighting: { device_id: string; last_seen_at: Time }
  invitation: InvitationTable
  enrolment: EnrolmentTable
  unlock_token: UnlockTokenTable
  session: SessionTable
  sign_in: SignInTable
  confirmation: ConfirmationTable
  request: RequestTable
  command: CommandTable
  command_history: CommandHistoryTable
  temporary_passcode: TemporaryPasscodeTable
  notification: NotificationTable
  audit_event: AuditEventTable
  policy: PolicyTable
  setting: { key: string; value: string; changed_at: Generated<Time> }
}

type PersonTable = {
  id: Generated<string>
  number: Generated<string>
  unit_id: string | null
  issuer: string | null
  subject: string | null
  email: string
  name: string
  language: Language | null
  role: Role
  created_at: Generated<Time>
  disabled_at: Time | null
}

type DeviceTable = {
  id: Generated<string>
  unit_id: string | null
  holder_id: string | null
  holder_since: Time | null
  first_holder: boolean
  generation: Generated<number>
  channel: Channel
  platform: Platform
  form: Form
  maker: string
  model: string
  os_version: string
  name: string
  original_name: string
  serial: string | null
  ownership: Ownership
  shared: boolean
  passcode_present: boolean | null
  lost_mode: Generated<boolean>
  marked_lost_at: Time | null
  last_checked_at: Time | null
  created_at: Generated<Time>
  removed_at: Time | null
}

type InvitationTable = {
  id: Generated<string>
  person_id: string
  ownership: Ownership
  channel: Channel
  certificate_hash: Bytes
  signed_in_on_device: boolean
  created_at: Generated<Time>
  expires_at: Time
  used_at: Time | null
}

type EnrolmentTable = {
  id: Generated<string>
  device_id: string
  generation: number
  channel: Channel
  kind: EnrolmentKind
  state: Enrolment['state']
  channel_id: string
  certificate_hash: Bytes
  topic: string
  signed_in_on_device: boolean
  introduced_at: Generated<Time>
  enrolled_at: Time | null
  ended_at: Time | null
  push_token: Bytes | null
  push_magic: string | null
  push_updated_at: Time | null
  push_dead_since: Time | null
}

type UnlockTokenTable = {
  id: Number64
  enrolment_id: string
  sealed: Bytes | null
  fingerprint: Bytes
  received_at: Generated<Time>
  set_aside_at: Time | null
  erased_at: Time | null
}

type SessionTable = {
  id_hash: Bytes
  person_id: string
  borrowed: boolean
  auth_time: Bigint
  acr: string | null
  amr: string[]
  confirmation_id: string | null
  sealed_id_token: Bytes | null
  started_at: Generated<Time>
  idle_until: Time
  absolute_until: Time
  ended_at: Time | null
  ended_why: string | null
}

type SignInTable = {
  state_hash: Bytes
  browser_hash: Bytes
  nonce: string
  code_verifier: string
  return_to: string
  borrowed: boolean
  confirmation_id: string | null
  begun_at: Generated<Time>
}

type ConfirmationTable = {
  id: string
  person_id: string
  issuer: string
  subject: string
  device_id: string
  act: ConfirmableAct
  state: Generated<Confirmation['state']>
  signed_out_at: Generated<Time>
  ended_session_auth_time: Bigint
  cookie_hash: Bytes
  language: Language | null
  verified_at: Time | null
  session_hash: Bytes | null
  consumed_at: Time | null
  failure: string | null
}

export type RequestTable = {
  id: string
  reference: string
  device_id: string
  enrolment_id: string
  person_id: string
  act: Act
  state: RequestState
  asked_at: Time
  unsent_until: Time
  held_until: Time | null
  handed_over_at: Time | null
  settled_at: Time | null
  outcome: ColumnType<unknown, string | null, string | null>
  late: Generated<boolean>
  confirmation_id: string | null
}

export type CommandTable = {
  id: string
  number: Number64
  enrolment_id: string
  request_id: string | null
  kind: CommandKind
  state: Generated<CommandState>
  created_at: Generated<Time>
  handed_over_at: Time | null
  times_handed_over: Generated<number>
  use_previous_token: Generated<boolean>
  operation: string | null
}

type CommandHistoryTable = {
  id: string
  number: string
  enrolment_id: string
  request_id: string | null
  kind: CommandKind
  created_at: Time
  handed_over_at: Time | null
  times_handed_over: number
  use_previous_token: boolean
  operation: string | null
  ending: CommandEnding
  errors: Json
  ended_at: Generated<Time>
}

type TemporaryPasscodeTable = {
  id: string
  device_id: string
  request_id: string
  sealed: Bytes | null
  made_at: Generated<Time>
  erased_at: Time | null
}

type NotificationTable = {
  id: string
  number: Number64
  person_id: string
  device_id: string | null
  request_id: string | null
  kind: NotificationKind
  created_at: Generated<Time>
  read_at: Time | null
}

type AuditEventTable = {
  id: Number64
  transaction_id: Generated<string>
  at: Generated<Time>
  actor_kind: AuditEvent['actor']['kind']
  actor_number: string | null
  what: AuditEvent['what']
  subject_number: string | null
  device_id: string | null
  request_id: string | null
  detail: Json
  actor_commitment: Bytes | null
  subject_commitment: Bytes | null
  sequence: Bigint
  previous_hash: Bytes | null
  hash: Bytes | null
}

type PolicyTable = {
  id: Generated<string>
  unit_id: string | null
  act: Act
  ownership: Ownership
  verdict: PolicyCell['verdict']
  hold_minutes: Generated<number>
  in_force_at: Generated<Time>
}
