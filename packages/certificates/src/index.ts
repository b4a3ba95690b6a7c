export {
  createDeviceCa,
  DeviceKeyError,
  issueDeviceCertificate,
  openDeviceCa,
  type DeviceCa,
  type DeviceCaFiles,
  type DeviceIdentity,
} from './device-ca.ts'
export { createMdmSignatureCheck, type MdmSignatureCheck, type SignatureFailure, type Signer } from './mdm-signature.ts'
export { hashCertificate } from './certificate-trust.ts'
export { answerFailure, answerPending, answerSuccess, scepMessageType, type FailInfo } from './scep/answer.ts'
export { openScepAuthority, type ScepAuthority } from './scep/authority.ts'
export { type CertificateRequest } from './scep/certificate-request.ts'
export { caCertificateAnswer, decodeGetMessage, scepCapabilities } from './scep/operations.ts'
export {
  longestMessage as longestScepMessage,
  type PkiMessage,
  type ScepReturnAddress,
  type ScepSigner,
} from './scep/pki-message.ts'
export { type ScepPolicy } from './scep/policy.ts'
export { createScepReader, type ScepReading, type ScepRefusal } from './scep/read-scep.ts'
export { type Sealing } from './scep/seal-envelope.ts'
