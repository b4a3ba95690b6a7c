import { randomBytes } from 'node:crypto'
import { der, derOctets } from '../der.ts'
import { oid } from '../object-identifiers.ts'
import type { DigestName } from '../signature-algorithms.ts'
import { certificatesOnly, signMessage, type SignedAttribute } from '../sign-message.ts'
import type { ScepAuthority } from './authority.ts'
import type { PkiMessage, ScepReturnAddress } from './pki-message.ts'
import { sealEnvelope, type Sealing } from './seal-envelope.ts'

/** Content type of every answer to a PKIOperation, refusals too; they go with HTTP 200 (RFC 8894 section 4.3). */
export const scepMessageType = 'application/x-pki-message'

/** Why a request was refused, as a client is told (RFC 8894 section 3.2.1.4). */
export type FailInfo = 'badAlg' | 'badMessageCheck' | 'badRequest' | 'badTime' | 'badCertId'
const failInfos: readonly FailInfo[] = ['badAlg', 'badMessageCheck', 'badRequest', 'badTime', 'badCertId']

/** CertRep, SUCCESS: the certificate (DER), for the holder of the key that signed the message alone to open. */
export function answerSuccess(
  authority: ScepAuthority,
  request: { readonly message: PkiMessage; readonly sealing: Sealing },
  certificate: Uint8Array,
): Buffer {
  const { message, sealing } = request
  const envelope = sealEnvelope(certificatesOnly([certificate]), message.signer.certificate, sealing)
  return certRep(authority, message, '0', { envelope })
}

/** CertRep, FAILURE. */
export function answerFailure(authority: ScepAuthority, to: ScepReturnAddress, failInfo: FailInfo): Buffer {
  return certRep(authority, to, '2', { failInfo: printable(String(failInfos.indexOf(failInfo))) })
}

/** CertRep, PENDING: the client asks again, by GetCertInitial, after the delay that its profile names. */
export function answerPending(authority: ScepAuthority, to: ScepReturnAddress): Buffer {
  return certRep(authority, to, '3', {})
}

function certRep(
  { certificate, privateKey }: ScepAuthority,
  to: ScepReturnAddress,
  status: string,
  more: { readonly envelope?: Uint8Array; readonly failInfo?: Uint8Array },
): Buffer {
  const attributes: readonly SignedAttribute[] = [
    [oid.messageType, printable('3')],
    [oid.pkiStatus, printable(status)],
    ...(more.failInfo === undefined ? [] : [[oid.failInfo, more.failInfo] as const]),
    [oid.transactionId, printable(to.transactionId)],
    [oid.senderNonce, derOctets(randomBytes(16))],
    [oid.recipientNonce, derOctets(to.senderNonce)],
  ]
  // Without an envelope the content is empty rather than absent: a signature is checked over it all the same.
  const content = more.envelope ?? Buffer.alloc(0)
  return signMessage({ content, digest: digestOfAnswer(to.digest), attributes, certificate, privateKey })
}

/** The message's digest; but the authority's key never signs with SHA-1 or MD5, whatever a test client may. */
function digestOfAnswer(asked: DigestName): DigestName {
  return asked === 'sha384' || asked === 'sha512' ? asked : 'sha256'
}

function printable(text: string): Buffer {
  return der(0x13, Buffer.from(text, 'latin1'))
}
