const key = 'latchkey-mine'

/** A browser never seen counts as borrowed; a private window that refuses storage too. */
export function wasMine(): boolean {
  try {
    return localStorage.getItem(key) === 'yes'
  } catch {
    return false
  }
}

/** Kept only where the person said that the device is theirs. */
export function rememberMine(mine: boolean): void {
  try {
    if (mine) localStorage.setItem(key, 'yes')
    else localStorage.removeItem(key)
  } catch {
    // Nothing kept: asked again next time.
  }
}
