/** Where the simulated device is known to leave the schema: violation → why. A test sees to it that the list shrinks. */
export const knownDeviations: ReadonlyMap<string, string> = new Map([
  [
    'QueryResponses.DeviceCapacity: integer instead of real',
    'its writer makes an <integer> of every whole number; a device writes <real>128</real>',
  ],
  ['SecurityInfo.ManagementStatus.EnrolledViaDEP: not on iOS', 'a key of Macs; an iPhone says IsUserEnrollment alone'],
])
