import type { Fact } from '@latchkey/apple-mdm'
import { expect, test } from 'vitest'
import { saidOf } from './device-errors.ts'

const fact = (said: Fact['said'], ...errors: Fact['errors']): Fact => ({
  commandUuid: 'c',
  said,
  errors,
  answers: null,
})
const mdm = (code: number) => ({ domain: 'MCMDMErrorDomain', code })

test('done means removed for a passcode, acknowledged for a question', () => {
  expect(saidOf('clear-passcode', fact('done'))).toEqual({ type: 'done', outcome: { result: 'removed' } })
  expect(saidOf('device-information', fact('done'))).toEqual({ type: 'done', outcome: { result: 'acknowledged' } })
})

test('put off, and not understood', () => {
  expect(saidOf('clear-passcode', fact('put-off'))).toEqual({ type: 'not-now' })
  expect(saidOf('clear-passcode', fact('not-understood', mdm(12008)))).toEqual({
    type: 'not-understood',
    errors: [mdm(12008)],
  })
})

test.each([
  ['MCPasscodeErrorDomain', 5013],
  ['MCKeybagErrorDomain', 37000],
  ['MCMDMErrorDomain', 12017],
  ['MCMDMErrorDomain', 12018],
  ['MCMDMErrorDomain', 12019],
])('%s %d: the key no longer fits', (domain, code) => {
  const device = [mdm(1), { domain, code }]
  expect(saidOf('clear-passcode', fact('refused', ...device))).toEqual({
    type: 'key-refused',
    outcome: { result: 'failed', code: 'key-no-longer-fits', device },
  })
})

test.each([
  ['MCMDMErrorDomain', 12078, 'failed', 'in-lost-mode'],
  ['MCMDMErrorDomain', 12007, 'failed', 'not-permitted'],
  ['MCMDMErrorDomain', 12021, 'not-supported', 'not-permitted'],
  ['MCPasscodeErrorDomain', 5010, 'failed', 'device-locked'],
  ['MCInstallationErrorDomain', 4009, 'failed', 'device-locked'],
  ['MCMDMErrorDomain', 99999, 'failed', 'device-refused'],
  ['constructor', 5013, 'failed', 'device-refused'],
  ['MCSettingsErrorDomain', 5013, 'failed', 'device-refused'],
])('%s %d: %s, %s', (domain, code, result, failure) => {
  expect(saidOf('clear-passcode', fact('refused', { domain, code }))).toEqual({
    type: 'refused',
    outcome: { result, code: failure, device: [{ domain, code }] },
  })
})

test('the first error with a meaning counts; none at all is a refusal', () => {
  expect(saidOf('clear-passcode', fact('refused', mdm(1), mdm(12078), mdm(12007)))).toMatchObject({
    outcome: { code: 'in-lost-mode' },
  })
  expect(saidOf('clear-passcode', fact('refused'))).toMatchObject({ outcome: { code: 'device-refused', device: [] } })
})
