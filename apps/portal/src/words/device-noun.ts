import type { DeviceTile } from '@latchkey/portal-api'
import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const nouns = {
  iphone: msg({ message: 'iPhone', comment: 'Noun after “your”' }),
  ipad: msg({ message: 'iPad', comment: 'Noun after “your”' }),
  phone: msg({ message: 'phone', comment: 'Noun after “your”' }),
  tablet: msg({ message: 'tablet', comment: 'Noun after “your”; in French after “votre”' }),
  computer: msg({ message: 'computer', comment: 'Noun after “your”' }),
}

/** What a person calls it, to stand after “your” (in French after “votre”, which fits every gender). */
export function deviceNoun({ platform, form }: Pick<DeviceTile, 'platform' | 'form'>, i18n: I18n): string {
  if (platform === 'ios') return i18n._(nouns.iphone)
  if (platform === 'ipados') return i18n._(nouns.ipad)
  if (form === 'phone') return i18n._(nouns.phone)
  return i18n._(form === 'tablet' ? nouns.tablet : nouns.computer)
}
