import { whyNot, type Audience } from './availability.ts'
import { checkInKeys, commandKeys, reportKeys, statuses } from './message-keys.ts'
import { textOf, type TreeDictionary } from './plist-tree.ts'
import type { MessageRule, PublishedSchema } from './published-schema.ts'
import { violationsOf } from './violations.ts'

/** What is wrong with a check-in message. */
export function checkInViolations(
  schema: PublishedSchema,
  message: TreeDictionary,
  audience: Audience,
): readonly string[] {
  const rule = schema.checkIns.get(textOf(message, 'MessageType') ?? '')
  if (rule === undefined) return ['MessageType: unknown']
  return [...refused('MessageType', rule, audience), ...violationsOf(message, checkInKeys(schema, rule), audience)]
}

/** What is wrong with a server's reply that hands over a command. */
export function commandViolations(
  schema: PublishedSchema,
  reply: TreeDictionary,
  audience: Audience,
): readonly string[] {
  const command = reply.entries.get('Command')
  const name = command?.type === 'dictionary' ? textOf(command, 'RequestType') : null
  const rule = schema.commands.get(name ?? '')
  if (rule === undefined) return ['Command.RequestType: unknown']
  return [...refused('Command.RequestType', rule, audience), ...violationsOf(reply, commandKeys(rule), audience)]
}

/** What is wrong with a report on the command of that name; null where none was asked. */
export function reportViolations(
  schema: PublishedSchema,
  report: TreeDictionary,
  command: string | null,
  audience: Audience,
): readonly string[] {
  const status = statuses.find((known) => known === textOf(report, 'Status'))
  if (status === undefined) return ['Status: unknown']
  const rule = schema.commands.get(command ?? '') ?? null
  return [
    ...(status === 'Acknowledged' && rule !== null ? refused('Status', rule, audience) : []),
    ...violationsOf(report, reportKeys(schema, status, rule), audience),
  ]
}

function refused(path: string, { name, platforms }: MessageRule, audience: Audience): readonly string[] {
  const reason = whyNot(platforms, audience)
  return reason === null ? [] : [`${path}: ${name} ${reason}`]
}
