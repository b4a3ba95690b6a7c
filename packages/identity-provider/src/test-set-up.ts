import { password } from './test-provider.ts'
import type { Browser, startTestProvider } from './test-provider.ts'

type TestProvider = Awaited<ReturnType<typeof startTestProvider>>

/** The secret that a page offers to authenticators, read from its link as an app reads it. */
export function secretOn(page: string): Buffer {
  const text = /href="otpauth:[^"]*[?&;]secret=([A-Z2-7]+)/.exec(page)?.[1] ?? ''
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

/** The recovery codes on a page. */
export function codesOn(page: string): string[] {
  return [...page.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => code)
}

/** Goes through all steps of a set-up; then the account has a password, an authenticator and recovery codes. */
export async function setUp(provider: TestProvider, at: Browser, subject: string) {
  const { path } = await provider.setUpLink(subject)
  await at.submit(path, { step: 'password', password, again: password })
  const secret = secretOn(await (await at.go(path)).text())
  await at.submit(path, { step: 'authenticator', code: provider.code(secret) })
  const codes = codesOn(await (await at.go(path)).text())
  const done = await at.submit(path, { step: 'kept', kept: 'yes' })
  return { path, secret, codes, done }
}
