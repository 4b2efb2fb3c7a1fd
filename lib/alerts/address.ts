/**
 * Ranges that no public machine lives in, as first bytes and how many bits of them count. Above all: this machine, our own
 * networks, and the addresses at which a cloud tells its machines their keys.
 */
const CLOSED_V4: readonly (readonly [first: readonly number[], bits: number])[] = [
  [[0], 8], // this network
  [[10], 8], // private
  [[100, 64], 10], // carriers' NAT, and Aliyun's metadata at 100.100.100.200
  [[127], 8], // loopback
  [[168, 63, 129, 16], 32], // Azure's host
  [[169, 254], 16], // link-local, and most clouds' metadata
  [[172, 16], 12], // private
  [[192, 0, 0], 24], // protocol assignments
  [[192, 0, 2], 24], // documentation
  [[192, 31, 196], 24], // AS112
  [[192, 52, 193], 24], // AMT
  [[192, 88, 99], 24], // 6to4 relays
  [[192, 168], 16], // private
  [[192, 175, 48], 24], // AS112
  [[198, 18], 15], // benchmarks
  [[198, 51, 100], 24], // documentation
  [[203, 0, 113], 24], // documentation
  [[224], 4], // multicast
  [[240], 4], // reserved, broadcast
]

/** Of IPv6 only this is handed out; mapped, NAT64 (64:ff9b::), unique local, link-local and multicast lie outside. */
const OPEN_V6 = [[0x20], 3] as const
const CLOSED_V6: typeof CLOSED_V4 = [
  [[0x20, 0x01, 0x00], 23], // protocol assignments: Teredo, ORCHID
  [[0x20, 0x01, 0x0d, 0xb8], 32], // documentation
  [[0x20, 0x02], 16], // 6to4, which carries an IPv4 address
  [[0x26, 0x20, 0x00, 0x4f, 0x80], 48], // AS112
  [[0x3f, 0xff, 0x00], 20], // documentation
]

/** Whether an address, as a resolver writes it, is one of the public internet. What cannot be read is not. */
export function isPublicAddress(ip: string): boolean {
  const v4 = bytesOfV4(ip)
  if (v4) return !CLOSED_V4.some((range) => isIn(v4, range))
  const v6 = bytesOfV6(ip)
  return !!v6 && isIn(v6, OPEN_V6) && !CLOSED_V6.some((range) => isIn(v6, range))
}

function isIn(bytes: readonly number[], [first, bits]: readonly [readonly number[], number]): boolean {
  return bytes.every((byte, index) => {
    const counted = Math.min(8, Math.max(0, bits - index * 8))
    return (byte ^ (first[index] ?? 0)) >> (8 - counted) === 0
  })
}

/** Four plain decimal numbers, and no other spelling. */
function bytesOfV4(ip: string): number[] | undefined {
  const isPlain = /^(?:(?:0|[1-9]\d{0,2})(?:\.|$)){4}$/.test(ip) && !ip.endsWith('.')
  const bytes = ip.split('.').map(Number)
  return isPlain && bytes.every((byte) => byte < 256) ? bytes : undefined
}

/** Eight groups, of which `::` may stand for some; the last two may be written as an IPv4 address. A zone is refused. */
function bytesOfV6(ip: string): number[] | undefined {
  const tail = bytesOfV4(ip.slice(ip.lastIndexOf(':') + 1))
  const hex = tail ? ip.slice(0, ip.lastIndexOf(':') + 1) + groupsOf(tail) : ip
  const [left = '', right, ...more] = hex.split('::')
  if (more.length > 0) return undefined
  const [head, end] = [left, right ?? ''].map((text) => (text ? text.split(':') : []))
  const missing = 8 - head!.length - end!.length
  if (right === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...head!, ...Array<string>(missing).fill('0'), ...end!]
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined
  return groups.map((group) => Number.parseInt(group, 16)).flatMap((group) => [group >> 8, group & 255])
}

const groupsOf = ([a = 0, b = 0, c = 0, d = 0]: number[]) =>
  `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
