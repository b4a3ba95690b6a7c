/** Runs `work` once, later; the returned function calls it off. Given in, so that tests hold the time. */
export type Timer = (work: () => void, milliseconds: number) => () => void

/** The real one; it does not keep the process alive. */
export const processTimer: Timer = (work, milliseconds) => {
  const timeout = setTimeout(work, milliseconds).unref()
  return () => clearTimeout(timeout)
}
