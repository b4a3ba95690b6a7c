/** All lanes are taken and the queue is full: come back in a moment. */
export class BusyError extends Error {
  readonly code = 'busy'
}

/** Runs at most `width` works at once; `queue` more may wait, any further one is refused with `BusyError`. */
export function lanes(width: number, queue: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < width) running += 1
    else if (waiting.length < queue) await new Promise<void>((go) => waiting.push(go))
    else throw new BusyError('too many at once')
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The lane is handed on: nobody else can slip in between.
      if (next) next()
      else running -= 1
    }
  }
}
