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
