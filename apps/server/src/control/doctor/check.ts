/** What one look found: `warn` works and should be known, `fail` does not work. */
export type Finding = {
  readonly verdict: 'ok' | 'warn' | 'fail'
  readonly says: string
  /** What to do about it; null where there is nothing to do. */
  readonly remedy: string | null
}
export type Checked = Finding & { readonly name: string }

export const ok = (says: string): Finding => ({ verdict: 'ok', says, remedy: null })
export const warn = (says: string, remedy: string): Finding => ({ verdict: 'warn', says, remedy })
export const fail = (says: string, remedy: string): Finding => ({ verdict: 'fail', says, remedy })

export type Check = { readonly name: string; look(): Promise<Finding> }

/** Looks at everything, one thing after the other; a look that throws has found something too. */
export async function examine(checks: readonly Check[]): Promise<readonly Checked[]> {
  const all: Checked[] = []
  for (const check of checks) all.push({ name: check.name, ...(await lookSafely(check)) })
  return all
}

async function lookSafely(check: Check): Promise<Finding> {
  try {
    return await check.look()
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    return fail(`this could not be looked at (${reason}).`, 'See the server’s log.')
  }
}

const marks: Readonly<Record<Finding['verdict'], string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' }

/** The findings, one below the other, each with its remedy. */
export function printFindings(findings: readonly Checked[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length))
  return findings
    .flatMap(({ verdict, name, says, remedy }) => [
      `${marks[verdict]}  ${name.padEnd(width)}  ${says}`,
      ...(remedy === null ? [] : [`${' '.repeat(width + 8)}→ ${remedy}`]),
    ])
    .join('\n')
}

export const somethingFails = (findings: readonly Checked[]): boolean =>
  findings.some(({ verdict }) => verdict === 'fail')
