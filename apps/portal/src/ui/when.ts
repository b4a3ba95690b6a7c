import { useLingui } from '@lingui/react/macro'
import { useNow } from '../app/use-now.ts'
import { localeOf } from '../app/language.ts'

const minute = 60_000
const day = 24 * 60 * minute

export type When = {
  /** “19:38”, “yesterday, 19:38”, “12 March, 19:38” */
  readonly at: (instant: string) => string
  /** “19:42:07” */
  readonly exactly: (instant: string) => string
  /** “2 minutes ago” */
  readonly ago: (instant: string) => string
  /** “Today”, “Yesterday”, “12 March” */
  readonly dayOf: (instant: string) => string
}

/** Moments in words, on the server's clock and in the reader's language and time zone. */
export function useWhen(): When {
  const { i18n } = useLingui()
  const now = useNow(minute / 2)
  const locale = localeOf(i18n.locale, navigator.languages)
  const time = (instant: string) => format(locale, instant, { hour: '2-digit', minute: '2-digit' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  function dayOf(instant: string): string {
    const days = Math.round((startOfDay(Date.parse(instant)) - startOfDay(now)) / day)
    if (days >= -1 && days <= 1) return relative.format(days, 'day')
    const sameYear = new Date(instant).getFullYear() === new Date(now).getFullYear()
    return format(locale, instant, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) })
  }

  return {
    exactly: (instant) => format(locale, instant, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    dayOf: (instant) => capital(dayOf(instant), locale),
    at: (instant) =>
      startOfDay(Date.parse(instant)) === startOfDay(now) ? time(instant) : `${dayOf(instant)}, ${time(instant)}`,
    ago: (instant) => {
      const past = Math.max(0, now - Date.parse(instant))
      if (past < 60 * minute) return relative.format(-Math.floor(past / minute), 'minute')
      if (past < day) return relative.format(-Math.floor(past / (60 * minute)), 'hour')
      return relative.format(-Math.floor(past / day), 'day')
    },
  }
}

function format(locale: string, instant: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, options).format(new Date(instant))
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

function capital(text: string, locale: string): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase(locale) + rest.join('')
}
