import { isIPv6 } from 'node:net'

const dotted = /(?:\d+\.){3}\d+$/

/** The groups of an IPv6 address that are written out; an IPv4 address at its end stands for two. */
const written = (part: string): string[] => (part ? part.replace(dotted, '0:0').split(':') : [])

/**
 * Where a request comes from, for counting: an IPv4 address itself, of an IPv6 one the first 64 bits, since
 * whoever has one has all those that begin like it (RFC 6177). An IPv4 address in IPv6 clothes is taken as IPv4.
 */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip
  const [address = ''] = ip.toLowerCase().split('%')
  if (/^::ffff:/.test(address) && dotted.test(address)) return address.slice('::ffff:'.length)
  const [head = [], tail = []] = address.split('::').map(written)
  const zeros: string[] = Array(8 - head.length - tail.length).fill('0')
  const groups = [...head, ...zeros, ...tail].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
