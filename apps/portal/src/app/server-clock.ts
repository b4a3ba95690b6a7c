/** The server's time as this page knows it: the browser's own clock may be wrong by hours. */
export type ServerClock = {
  /** Milliseconds since 1970, on the server's clock. */
  readonly now: () => number
  /** `now` of an answer that has just arrived. */
  readonly set: (now: string) => void
}

export function createServerClock(browserNow: () => number): ServerClock {
  let ahead = 0
  return {
    now: () => browserNow() + ahead,
    set: (now) => {
      const server = Date.parse(now)
      if (Number.isFinite(server)) ahead = server - browserNow()
    },
  }
}
