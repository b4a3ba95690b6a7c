import { keepCookie } from './keep-cookie.ts'

/** `system`: as the device does. Kept in a cookie, since the server writes it on the page before anything is drawn. */
export type Theme = 'system' | 'light' | 'dark'

const cookie = 'latchkey-theme'

export function themeOfPage(root: HTMLElement, cookies: string): Theme {
  const kept = cookies.split('; ').find((pair) => pair.startsWith(`${cookie}=`))
  return asTheme(kept?.slice(cookie.length + 1)) ?? asTheme(root.dataset['theme']) ?? 'system'
}

/** Shows a theme; `keep` for a year, on the person's own browser only. */
export function showTheme(theme: Theme, keep: boolean): void {
  document.documentElement.dataset['theme'] = theme
  keepCookie(cookie, theme, keep)
}

function asTheme(value: string | undefined): Theme | undefined {
  return value === 'light' || value === 'dark' || value === 'system' ? value : undefined
}
