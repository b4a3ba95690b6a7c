import { asPortal, confirmedSession } from '../support/confirmed.ts'
import { databaseKinds, openWorld } from '../support/world.ts'
import type { DatabaseKind, Enrolled, World } from '../support/world.ts'
import { percentile, rounded } from './percentile.ts'

const rounds = 30
const holder = 'camille@contoso.example'

/** From the last *Reset passcode* to the simulated phone open, push included (milliseconds). */
export async function benchReset(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {}
  for (const database of databaseKinds) {
    const times = await resetsOn(database)
    figures[`${database}ResetP50Ms`] = rounded(percentile(times, 0.5))
    figures[`${database}ResetP95Ms`] = rounded(percentile(times, 0.95))
    figures[`${database}ResetMaxMs`] = rounded(Math.max(...times))
  }
  return figures
}

async function resetsOn(database: DatabaseKind): Promise<readonly number[]> {
  const world = await openWorld({ database })
  try {
    const person = await world.addPerson(holder, 'Camille Moreau')
    const enrolled = await world.addApple(holder, 'iPhone 13', 'iPhone', '4711')
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) times.push(await resetOnce(world, person, enrolled))
    return times
  } finally {
    await world.close()
  }
}

async function resetOnce(world: World, person: string, { phone, deviceId }: Enrolled): Promise<number> {
  const { cookie } = await confirmedSession(world.server.database, `${world.origin}/idp`, person, deviceId)
  const opened = new Promise<number>((resolve) => {
    const stop = phone.onChange(() => {
      if (phone.see().locked) return
      stop()
      resolve(performance.now())
    })
  })
  const pressed = performance.now()
  const answer = await fetch(`${world.origin}/api/devices/${deviceId}/requests`, {
    method: 'POST',
    headers: asPortal(world.origin, cookie),
    body: JSON.stringify({ act: 'reset-passcode', deviceInHand: true }),
  })
  const { request } = (await answer.json()) as { request: { id: string } }
  const time = (await opened) - pressed
  await settled(world, request.id)
  phone.choosePasscode('4711')
  phone.lock()
  return time
}

/** The next round begins when this one's report has arrived. */
async function settled(world: World, requestId: string): Promise<void> {
  for (;;) {
    const request = await world.server.database.transaction(({ requests }) => requests.byId(requestId))
    if (request?.state === 'done') return
  }
}
