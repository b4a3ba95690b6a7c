import { BlockList, isIP } from 'node:net'

/** Tells whether an address is a trusted proxy's. */
export type IsTrusted = (address: string) => boolean

/** `names` are addresses and networks, `10.0.0.0/8`. */
export function trustedAddresses(names: readonly string[]): IsTrusted {
  const list = new BlockList()
  for (const name of names) {
    const [address = '', prefix] = name.split('/')
    const family = familyOf(address)
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address))
}

/** An IPv4 address that came over an IPv6 socket, as IPv4. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/**
 * Where a request began: the right-most address of X-Forwarded-For that is not a trusted proxy's. Each proxy adds the
 * address it has seen on the right; what stands further left is the client's own word. `peer` is who handed it to us.
 */
export function clientAddress(forwardedFor: string, peer: string, isTrusted: IsTrusted): string {
  let seen = peer
  for (const hop of forwardedFor.split(',').reverse()) {
    const address = plainAddress(hop.trim())
    if (isIP(address) === 0) return seen
    seen = address
    if (!isTrusted(address)) return seen
  }
  return seen
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
