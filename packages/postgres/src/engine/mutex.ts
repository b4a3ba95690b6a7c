/** Lets one task in at a time, in the order of arrival. */
export type Mutex = <T>(task: () => Promise<T>) => Promise<T>

export function mutex(): Mutex {
  let tail: Promise<unknown> = Promise.resolve()
  return (task) => {
    const turn = tail.then(task)
    tail = turn.catch(() => undefined)
    return turn
  }
}
