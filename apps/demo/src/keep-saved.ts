/** Saves soon after each change, one save at a time; `close` saves what is left. */
export function keepSaved(save: () => Promise<void>, pauseMs = 100): { changed(): void; close(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let last = Promise.resolve()
  let owed = false

  function now(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    owed = false
    last = last.catch(() => undefined).then(save)
    return last
  }

  return {
    changed() {
      owed = true
      timer ??= setTimeout(() => void now().catch(() => undefined), pauseMs)
    },
    close: () => (owed ? now() : last),
  }
}
