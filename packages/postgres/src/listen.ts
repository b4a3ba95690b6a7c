import type { Announcement } from '@latchkey/domain'
import type { Engine } from './engine/engine.ts'

/** The one channel of notifications between processes. */
export const announcementChannel = 'latchkey'

/** Calls `heard` for each announcement that any process commits; what can't be read is passed over. */
export function listenTo(engine: Engine, heard: (announcement: Announcement) => void): Promise<() => Promise<void>> {
  return engine.listen(announcementChannel, (payload) => {
    const announcement = read(payload)
    if (announcement !== null) heard(announcement)
  })
}

function read(payload: string): Announcement | null {
  try {
    const said = JSON.parse(payload) as Announcement | null
    return said?.type === 'changed' || said?.type === 'wake' ? said : null
  } catch {
    return null
  }
}
