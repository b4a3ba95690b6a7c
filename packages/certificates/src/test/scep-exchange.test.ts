import { expect, test } from 'vitest'
import { answerFailure, answerSuccess, createScepReader, issueDeviceCertificate } from '../index.ts'
import { askByScep, certificateByScep, makeCa, makeScepClient } from './index.ts'

const now = new Date('2026-06-01T12:00:00Z')

test('asked, read, issued, answered, opened', async () => {
  const [ca, client] = [await makeCa('Latchkey devices', now), await makeScepClient()]
  const request = createScepReader(ca.scep)(await askByScep(ca, client, 'open sesame'), now)
  if (request.kind !== 'enrol') throw new Error(request.kind)
  const { publicKey } = request
  const { certificate } = await issueDeviceCertificate(ca, { publicKey, commonName: 'phone', days: 9, now })
  expect(certificateByScep(answerSuccess(ca.scep, request, certificate), ca, client).raw).toEqual(
    Buffer.from(certificate),
  )
  expect(() => certificateByScep(answerFailure(ca.scep, request.message, 'badRequest'), ca, client)).toThrow()
})
