import { local } from '../command.ts'
import { readVersion } from '../read-version.ts'

export const version = local({ name: 'version', says: 'Tells the version of Latchkey and of Node.' }, async () => {
  const latchkey = await readVersion()
  const node = process.versions.node
  return { json: { latchkey, node }, text: `Latchkey ${latchkey} on Node ${node}` }
})
