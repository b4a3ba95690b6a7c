import type { PublishedSchema } from './published-schema.ts'
import type { KeyRule } from './rule.ts'

const device = ['UDID', 'EnrollmentID']
const user = ['EnrollmentUserID', 'UserID', 'UserShortName', 'UserLongName', 'NotOnConsole']

/** The keys that say who speaks. The schema writes all of them in TokenUpdate alone; they hold for every message. */
export function speakerKeys({ checkIns }: PublishedSchema): readonly KeyRule[] {
  const names = [...device, ...user]
  const keys = checkIns.get('TokenUpdate')?.request.filter(({ key }) => names.includes(key)) ?? []
  if (keys.length !== names.length) throw new Error('TokenUpdate no longer says who speaks')
  return keys
}

export function isSpeakerKey({ key }: KeyRule, which: 'device' | 'user'): boolean {
  return (which === 'device' ? device : user).includes(key)
}
