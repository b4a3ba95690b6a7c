import type { MdmSignatureCheck } from '@latchkey/certificates'
import type { ChannelParts } from '../../parts.ts'

/** What the messages of a device are taken with. */
export type AppleParts = ChannelParts & {
  readonly checkSignature: MdmSignatureCheck
  /** The clock that certificates are judged by. */
  readonly now: () => Date
  /** Notes that the device was here; written in batches. */
  readonly seen: (enrolmentId: string) => void
  /** The device has put its command off: ring again, but not at once. */
  readonly putOff: (enrolmentId: string) => void
}
