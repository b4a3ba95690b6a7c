/** A reason to stop that is told to the person as it stands, without a stack. */
export class Stop extends Error {}

/** Runs `act`; a `Stop` ends the process with its sentence and exit code 1, anything else is shown whole. */
export async function endOnStop(act) {
  try {
    await act()
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error)
    process.exit(1)
  }
}
