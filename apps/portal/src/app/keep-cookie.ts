const year = 365 * 24 * 60 * 60

/** Keeps a choice that the server reads before it writes a page: a year on one's own browser, else until it closes. */
export function keepCookie(name: string, value: string, mine: boolean): void {
  const secure = location.protocol === 'https:' ? '; secure' : ''
  document.cookie = `${name}=${value}; path=/; samesite=lax${mine ? `; max-age=${String(year)}` : ''}${secure}`
}
