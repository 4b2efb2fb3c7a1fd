/**
 * Whom an address stands for: an IPv4 address, or the network of an IPv6 one, because a home or phone is given all of a /64
 * (RFC 6177) and can change the rest at will. What this machine asks itself is not counted.
 */
export function sourceOf(address: string): string | undefined {
  const text = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (text === '' || text === '::1' || text.startsWith('127.')) return undefined
  if (!text.includes(':')) return text
  const [head = '', tail] = text.split('::')
  const parts = head.split(':').filter(Boolean)
  const rest = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - parts.length - rest.length)
  const all = [...parts, ...Array<string>(zeros).fill('0'), ...rest]
  return all
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
