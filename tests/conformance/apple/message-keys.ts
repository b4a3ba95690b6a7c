import { isSpeakerKey, speakerKeys } from './speaker-keys.ts'
import type { MessageRule, PublishedSchema } from './published-schema.ts'
import type { KeyRule } from './rule.ts'

/*
 * Whole messages. The schema describes a command's own keys and its answer's own keys; the frame around both stands
 * only in Apple's prose (developer.apple.com, "Sending MDM commands to a device") and is written out here.
 */

/** The keys of a check-in message. */
export function checkInKeys(schema: PublishedSchema, rule: MessageRule): readonly KeyRule[] {
  const speaker = speakerKeys(schema)
  const unsaid = speaker.filter(({ key }) => !rule.request.some((own) => own.key === key))
  // Authenticate calls both "optional", and says in prose when each of them is required.
  const own = rule.request.map((key) => (isSpeakerKey(key, 'device') ? { ...key, required: true } : key))
  return [...own, ...unsaid]
}

/** The keys of a reply that hands over this command. */
export function commandKeys(rule: MessageRule): readonly KeyRule[] {
  const own = [
    plain('RequestType', 'string', { values: [rule.name] }),
    plain('RequestRequiresNetworkTether', 'boolean', { required: false }),
    ...rule.request,
  ]
  return [plain('CommandUUID', 'string'), plain('Command', 'dictionary', { subkeys: own })]
}

export const statuses = ['Idle', 'Acknowledged', 'Error', 'CommandFormatError', 'NotNow'] as const
export type Status = (typeof statuses)[number]

/** The keys of a report. Only Acknowledged brings what was asked; null: a command that the schema does not have. */
export function reportKeys(schema: PublishedSchema, status: Status, command: MessageRule | null): readonly KeyRule[] {
  return [
    ...speakerKeys(schema),
    plain('Status', 'string', { values: [status] }),
    ...(status === 'Idle' ? [] : [plain('CommandUUID', 'string')]),
    ...(status === 'Error' || status === 'CommandFormatError' ? [errorChain(status === 'Error')] : []),
    ...(status === 'Acknowledged' ? (command?.response ?? []) : []),
  ]
}

function errorChain(required: boolean): KeyRule {
  const link = [
    plain('ErrorCode', 'integer'),
    plain('ErrorDomain', 'string'),
    plain('LocalizedDescription', 'string'),
    plain('USEnglishDescription', 'string', { required: false }),
  ]
  return plain('ErrorChain', 'array', { required, subkeys: [plain('ErrorChainItem', 'dictionary', { subkeys: link })] })
}

function plain(key: string, type: KeyRule['type'], more: Partial<KeyRule> = {}): KeyRule {
  const nothing = { values: null, range: null, format: null, repetition: null, platforms: {}, subkeys: [] }
  return { key, type, required: true, ...nothing, ...more }
}
