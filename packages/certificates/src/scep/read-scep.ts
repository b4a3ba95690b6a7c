import { createCertificateTrust, type DeviceCertificate } from '../certificate-trust.ts'
import { isDeviceKey } from '../device-key.ts'
import type { FailInfo } from './answer.ts'
import type { ScepAuthority } from './authority.ts'
import {
  readCertificateRequest,
  type CertificateRequest,
  type CertificateRequestFailure,
} from './certificate-request.ts'
import { readEnvelope, type EnvelopeFailure } from './envelope.ts'
import { openEnvelope } from './open-envelope.ts'
import {
  readPkiMessage,
  type PkiMessage,
  type PkiMessageFailure,
  type ScepReturnAddress,
  type UnheldPkiMessage,
} from './pki-message.ts'
import type { ScepPolicy } from './policy.ts'
import type { Sealing } from './seal-envelope.ts'

/** Why a message was refused; stable. */
export type ScepRefusal =
  UnheldPkiMessage['failure'] | EnvelopeFailure | CertificateRequestFailure | 'message-type' | 'renewal-unproven'

/** A request that holds. Nobody has yet said that it may be granted. */
type Held = { readonly message: PkiMessage; readonly sealing: Sealing }

/** What a SCEP message comes to. */
export type ScepReading =
  /** Nothing that could be answered: HTTP 400. */
  | { readonly kind: 'unanswerable'; readonly failure: PkiMessageFailure }
  | {
      readonly kind: 'refused'
      readonly refusal: ScepRefusal
      readonly failInfo: FailInfo
      readonly to: ScepReturnAddress
    }
  /** PKCSReq, signed with the very key it is for. Its challenge is the only proof of a right to a certificate. */
  | ({ readonly kind: 'enrol' } & Held & CertificateRequest)
  /** RenewalReq, signed by a certificate of ours that is valid now; whether it is the current one is the caller's. */
  | ({ readonly kind: 'renew'; readonly renewed: Omit<DeviceCertificate, 'publicKey'> } & Held & CertificateRequest)
  /** GetCertInitial: an answer is due only to the key (`message.signer.spki`) that the transaction began with. */
  | ({ readonly kind: 'poll' } & Held)

const failInfoOf: Readonly<Record<ScepRefusal, FailInfo>> = {
  algorithm: 'badAlg',
  'envelope-algorithm': 'badAlg',
  'key-refused': 'badAlg',
  'digest-differs': 'badMessageCheck',
  'signature-wrong': 'badMessageCheck',
  'envelope-malformed': 'badMessageCheck',
  'recipient-count': 'badMessageCheck',
  'request-unreadable': 'badMessageCheck',
  'message-type': 'badRequest',
  'renewal-unproven': 'badRequest',
}

/**
 * Reads the body of a PKIOperation (RFC 8894 section 3); hostile bytes, never a throw. Only PKCSReq, RenewalReq by a
 * certificate of ours, and GetCertInitial get past it: any other type is refused before its envelope is opened.
 */
export function createScepReader(authority: ScepAuthority, policy: ScepPolicy = {}) {
  const judge = createCertificateTrust([authority.certificate])

  return function read(bytes: Uint8Array, now: Date): ScepReading {
    const message = readPkiMessage(bytes, policy)
    if (typeof message === 'string') return { kind: 'unanswerable', failure: message }
    if ('failure' in message) return refused(message.failure, message.to)
    switch (message.messageType) {
      case '19':
        return readEnrolment(message)
      case '17':
        return readRenewal(message, now)
      case '20':
        return readPoll(message)
      default:
        return refused('message-type', message)
    }
  }

  function readEnrolment(message: PkiMessage): ScepReading {
    const opened = open(message)
    if (typeof opened === 'string') return refused(opened, message)
    // Else anybody could put a stranger's envelope under a signature of their own. The same refusal as for noise: who
    // could tell them apart could tell whether an envelope opens.
    if (Buffer.compare(opened.publicKey, message.signer.spki) !== 0) return refused('request-unreadable', message)
    return { kind: 'enrol', message, ...opened }
  }

  function readRenewal(message: PkiMessage, now: Date): ScepReading {
    const signer = judge(message.signer.certificate)
    if (typeof signer === 'string') return refused('renewal-unproven', message)
    if (now < signer.notBefore || now > signer.notAfter) return refused('renewal-unproven', message)
    const opened = open(message)
    if (typeof opened === 'string') return refused(opened, message)
    const { publicKey: _unused, ...renewed } = signer
    return { kind: 'renew', message, renewed, ...opened }
  }

  function readPoll(message: PkiMessage): ScepReading {
    if (!isDeviceKey(message.signer.publicKey)) return refused('key-refused', message)
    const envelope = readEnvelope(message.content, policy)
    if (typeof envelope === 'string') return refused(envelope, message)
    const { cipher, transport } = envelope
    return { kind: 'poll', message, sealing: { cipher, transport } }
  }

  function open(
    message: PkiMessage,
  ): ({ readonly sealing: Sealing } & CertificateRequest) | EnvelopeFailure | CertificateRequestFailure {
    const envelope = readEnvelope(message.content, policy)
    if (typeof envelope === 'string') return envelope
    const request = readCertificateRequest(openEnvelope(envelope, authority), policy)
    if (typeof request === 'string') return request
    const { cipher, transport } = envelope
    return { ...request, sealing: { cipher, transport } }
  }
}

function refused(refusal: ScepRefusal, { transactionId, senderNonce, digest }: ScepReturnAddress): ScepReading {
  return { kind: 'refused', refusal, failInfo: failInfoOf[refusal], to: { transactionId, senderNonce, digest } }
}
