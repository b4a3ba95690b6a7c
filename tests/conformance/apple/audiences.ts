import { iPhone, type Audience } from './availability.ts'

/** Who may call a server: the phone that is reset, and the kinds of enrolment that it must take, or decline, unharmed. */
export const audiences: readonly (readonly [name: string, Audience])[] = [
  ['iPhone', iPhone],
  ['iPhone without rights', { ...iPhone, rights: 0 }],
  ['iPhone in a user enrolment', { ...iPhone, userEnrolment: true }],
  ['Shared iPad', { ...iPhone, sharedIpad: true, supervised: true }],
  ['user of a Shared iPad', { ...iPhone, sharedIpad: true, supervised: true, channel: 'user' }],
  ['old iPhone', { ...iPhone, version: '6.1.6' }],
  ['Mac', { ...iPhone, platform: 'macOS', version: '15.6' }],
  ['user of a Mac', { ...iPhone, platform: 'macOS', version: '15.6', channel: 'user' }],
]
