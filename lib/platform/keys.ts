import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** Keys by id, the current one first. Written `kid:base64url,kid:base64url`. */
export type KeyRing = readonly { kid: string; key: Buffer }[]

export function keyRing(text: string): KeyRing {
  const ring = text.split(',').map((entry) => {
    const [kid = '', key = ''] = entry.split(':')
    return { kid, key: Buffer.from(key, 'base64url') }
  })
  if (ring.some(({ kid, key }) => !kid || key.length < 32))
    throw new Error('a key ring holds `kid:base64url` of at least 32 bytes each')
  return ring
}

const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** 80 bits: short enough for a QR code that still scans from a scratched sticker (promises.md, threat 2). */
const codeMac = (key: Buffer, kid: string, codeId: string) =>
  mac(key, `code.1.${kid}.${codeId}`).subarray(0, 10).toString('base64url')

/** What a QR code carries: `1.<kid>.<code id>.<mac>`. */
export function signToken(codeId: string, ring: KeyRing): string {
  const { kid, key } = ring[0]!
  return `1.${kid}.${codeId}.${codeMac(key, kid, codeId)}`
}

/** The code id, or undefined for a forged, edited or outdated token. */
export function readToken(token: string, ring: KeyRing): string | undefined {
  const [, kid, codeId] = token.split('.')
  const signer = ring.find((entry) => entry.kid === kid)
  if (!signer || !codeId) return undefined
  return isSame(token, signToken(codeId, [signer])) ? codeId : undefined
}

/** A text that only we can have written, for one purpose: `kid.mac.text`. Anybody can read it; 128 bits nobody guesses. */
export function signed(text: string, purpose: string, ring: KeyRing): string {
  const { kid, key } = ring[0]!
  return `${kid}.${mac(key, `${purpose}.${kid}.${text}`).subarray(0, 16).toString('base64url')}.${text}`
}

/** The text, or undefined when it was not signed by us for this purpose. */
export function readSigned(given: string, purpose: string, ring: KeyRing): string | undefined {
  const [, kid, text] = /^(\w+)\.[\w-]+\.(.+)$/.exec(given) ?? []
  const signer = ring.find((entry) => entry.kid === kid)
  return signer && text && isSame(given, signed(text, purpose, [signer])) ? text : undefined
}

/** What stands for a text where the text itself must not: the same each time, and nobody without the key can try texts. */
export function standInFor(text: string, purpose: string, ring: KeyRing): string {
  return mac(ring[0]!.key, `${purpose}.${text}`).subarray(0, 16).toString('base64url')
}

/**
 * Six digits that follow from the report's id and a secret: nothing to store, and the same answer to a repeated submit.
 * `isPin` accepts every key of the ring, so old reports keep their PIN when the key is rotated.
 */
export function pinOf(id: string, ring: KeyRing): string {
  return pinBy(ring[0]!.key, id)
}
export function isPin(pin: string, id: string, ring: KeyRing): boolean {
  return ring.some(({ key }) => isSame(pin, pinBy(key, id)))
}
const pinBy = (key: Buffer, id: string) =>
  String(mac(key, `pin.${id}`).readUInt32BE() % 1_000_000).padStart(6, '0')

export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Encrypts with a data key of its own, which is wrapped by the ring's current key: AES-256-GCM twice. `place` names
 * where the text belongs (table, id, field); moved anywhere else it does not open. `1.kid.wrapped.text`.
 */
export function seal(text: string, place: string, ring: KeyRing): string {
  const { kid, key } = ring[0]!
  const dataKey = randomBytes(32)
  return ['1', kid, encrypt(dataKey, key, place), encrypt(Buffer.from(text), dataKey, place)].join('.')
}

export function open(sealed: string, place: string, ring: KeyRing): string {
  const [version, kid, wrapped = '', text = ''] = sealed.split('.')
  const key = ring.find((entry) => entry.kid === kid)?.key
  if (version !== '1' || !key) throw new Error(`no key ${kid} opens this`)
  return decrypt(text, decrypt(wrapped, key, place), place).toString()
}

function encrypt(plain: Buffer, key: Buffer, place: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function decrypt(text: string, key: Buffer, place: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
}
