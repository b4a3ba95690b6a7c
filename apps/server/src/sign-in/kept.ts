/**
 * Asks once and keeps the answer for `life` milliseconds of `elapsed`; those who come meanwhile wait together. When
 * asking again fails, the old answer goes on; without one the error is the caller's.
 */
export function kept<T>(ask: () => Promise<T>, life: number, elapsed: () => number): () => Promise<T> {
  let answer: { readonly value: T; readonly at: number } | null = null
  let asking: Promise<T> | null = null

  const askOnce = async (): Promise<T> => {
    try {
      const value = await ask()
      answer = { value, at: elapsed() }
      return value
    } finally {
      asking = null
    }
  }

  return async () => {
    const known = answer
    if (known !== null && elapsed() - known.at < life) return known.value
    asking ??= askOnce()
    return known === null ? asking : asking.catch(() => known.value)
  }
}
