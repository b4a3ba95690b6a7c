import { join, resolve } from 'node:path'
import { answers } from './ask.ts'
import { Refused } from './refused.ts'

/** The name of the control socket in a data folder. */
export const socketName = 'control.sock'

const usual = ['./data/demo', './data/live']

/**
 * The data folder whose server is meant: LATCHKEY_DATA, else the one of the usual two whose control socket answers.
 * Throws `Refused` when none does, or both.
 */
export async function dataFolder(named: string | undefined, folder: string): Promise<string> {
  if (named !== undefined && named !== '') return resolve(folder, named)
  const running = []
  for (const path of usual) if (await answers(resolve(folder, join(path, socketName)))) running.push(path)
  const [one, another] = running
  if (one === undefined) {
    throw new Refused(
      'not-running',
      `No Latchkey runs in ${usual.join(' or ')}. Start it with npm run serve, or name its data folder in LATCHKEY_DATA.`,
    )
  }
  if (another !== undefined) {
    throw new Refused('two-running', `Two are running here: set LATCHKEY_DATA to ${one} or ${another}.`)
  }
  return resolve(folder, one)
}
