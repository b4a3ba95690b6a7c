import { X509Certificate } from 'node:crypto'
import type { DeviceCa } from '../device-ca.ts'
import { aes256 } from '../scep/ciphers.ts'
import { sealEnvelope } from '../scep/seal-envelope.ts'
import { openssl } from './openssl-cms.ts'
import { pem } from './openssl.ts'
import { makeCsr, writePkiMessage, type ScepShape, type ScepTestClient } from './scep-client.ts'

/** For tests: the body of a whole PKCSReq, as a client would POST it. */
export async function askByScep(
  ca: Pick<DeviceCa, 'certificate'>,
  client: ScepTestClient,
  challenge: string | null,
  shape: ScepShape = {},
): Promise<Buffer> {
  const csr = await makeCsr(client, challenge)
  return writePkiMessage(sealEnvelope(csr, ca.certificate, { cipher: aes256, transport: 'pkcs1' }), client, shape)
}

/** For tests: the one certificate in an answer, verified and opened by OpenSSL; throws where there is none. */
export function certificateByScep(
  answer: Uint8Array,
  ca: Pick<DeviceCa, 'certificate'>,
  client: ScepTestClient,
): X509Certificate {
  const verify = [
    'cms',
    '-verify',
    '-binary',
    '-inform',
    'DER',
    '-in',
    'answer',
    '-CAfile',
    'ca.pem',
    '-purpose',
    'any',
  ]
  const envelope = openssl(verify, { answer, 'ca.pem': pem(ca.certificate) })
  const files = {
    envelope,
    key: client.privateKey.export({ format: 'pem', type: 'pkcs8' }),
    to: pem(client.certificate),
  }
  const decrypt = ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', 'envelope', '-inkey', 'key', '-recip', 'to']
  const content = openssl(decrypt, files)
  const printed = openssl(['pkcs7', '-inform', 'DER', '-in', 'content', '-print_certs'], { content }).toString()
  return new X509Certificate(printed.slice(printed.indexOf('-----BEGIN')))
}
