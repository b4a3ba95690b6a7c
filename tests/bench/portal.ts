import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { launch } from '../support/browser.ts'
import { signIn } from '../support/sign-in.ts'
import { openWorld } from '../support/world.ts'

const dist = new URL('../../apps/portal/dist', import.meta.url).pathname

/** Scripts, gzipped, that a browser has loaded when Devices is usable signed in (kB), and all there are. */
export async function benchPortal(): Promise<Record<string, number>> {
  const world = await openWorld({ database: 'embedded' })
  const browser = await launch()
  try {
    await world.addPerson('camille@contoso.example', 'Camille Moreau')
    await world.addApple('camille@contoso.example', 'iPhone 13', 'iPhone', '4711')
    const page = await browser.newPage()
    const loaded = new Set<string>()
    await signIn(page, world.origin, 'camille@contoso.example')
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') loaded.add(new URL(response.url()).pathname)
    })
    await page.goto(world.origin)
    await page.getByRole('link', { name: /iPhone/ }).waitFor()
    const used = await Promise.all([...loaded].map(gzipped))
    const all = (await readdir(join(dist, 'assets'))).filter((file) => file.endsWith('.js'))
    const every = await Promise.all(all.map((file) => gzipped(`/assets/${file}`)))
    return { devicesScriptKB: kB(sum(used)), allScriptKB: kB(sum(every)) }
  } finally {
    await browser.close()
    await world.close()
  }
}

async function gzipped(path: string): Promise<number> {
  return gzipSync(await readFile(join(dist, path))).length
}

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)
const kB = (bytes: number) => Number((bytes / 1000).toFixed(1))
