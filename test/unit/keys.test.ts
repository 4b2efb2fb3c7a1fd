import { isPin, keyRing, open, pinOf, readToken, seal, signToken } from '../../lib/platform/keys.ts'
import { idNumber } from '../support/given.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64url')
const old = keyRing(`k1:${key(1)}`)
const rotated = keyRing(`k2:${key(2)},k1:${key(1)}`)
const revoked = keyRing(`k2:${key(2)}`)
const strangers = keyRing(`k1:${key(9)}`)

describe('a key ring', () => {
  test('names its keys, the current one first', () => {
    expect(rotated.map(({ kid }) => kid)).toEqual(['k2', 'k1'])
  })

  test.each([
    ['is empty', ''],
    ['has no name for a key', `:${key(1)}`],
    ['has no key for a name', 'k1:'],
    ['holds a key of under 32 bytes', `k1:${Buffer.alloc(31).toString('base64url')}`],
    ['holds one good key and one short one', `k1:${key(1)},k2:AAAA`],
  ])('that %s stops the service at its start', (_, text) => {
    expect(() => keyRing(text)).toThrow('at least 32 bytes')
  })
})

describe('the token of a QR code', () => {
  const token = signToken('phoenix1', old)

  test('leads to its code and fits a small sticker', () => {
    expect(readToken(token, old)).toBe('phoenix1')
    expect(token).toMatch(/^1\.k1\.phoenix1\.[\w-]{14}$/)
  })

  test.each(Array.from(token, (_, place) => [place]))(
    'with another character at %i leads nowhere',
    (place) => {
      for (const char of ['0', 'A', 'a', '.', '-']) {
        if (char === token[place]) continue
        expect(readToken(token.slice(0, place) + char + token.slice(place + 1), old)).toBeUndefined()
      }
    },
  )

  test.each([
    ['nothing', ''],
    ['a part less', token.slice(0, token.lastIndexOf('.'))],
    ['a part more', `${token}.x`],
    ['a character more', `${token}A`],
    ['a character less', token.slice(0, -1)],
    ['no name of a key', token.replace('k1', '')],
    ["another code's signature", signToken('phoenix2', old).replace('phoenix2', 'phoenix1')],
  ])('with %s leads nowhere', (_, forged) => {
    expect(readToken(forged, old)).toBeUndefined()
  })

  test('still leads to its code after the key was rotated, and new ones are signed with the new key', () => {
    expect(readToken(token, rotated)).toBe('phoenix1')
    expect(signToken('phoenix1', rotated)).toMatch(/^1\.k2\./)
  })

  test('leads nowhere once its key is revoked, or under the same name in another county', () => {
    expect(readToken(token, revoked)).toBeUndefined()
    expect(readToken(token, strangers)).toBeUndefined()
  })
})

describe('the PIN of a report', () => {
  const id = idNumber(7)

  test('is six digits, the same at every time of asking, and another for another report', () => {
    expect(pinOf(id, old)).toMatch(/^\d{6}$/)
    expect(pinOf(id, old)).toBe(pinOf(id, old))
    const pins = Array.from({ length: 1_000 }, (_, n) => pinOf(idNumber(n), old))
    expect(pins.filter((pin) => !/^\d{6}$/.test(pin))).toEqual([])
    expect(new Set(pins).size).toBeGreaterThan(990)
    expect(pins.some((pin) => pin.startsWith('0'))).toBe(true)
  })

  test('that was given under the old key is still accepted, and no other', () => {
    expect(isPin(pinOf(id, old), id, rotated)).toBe(true)
    expect(isPin(pinOf(id, rotated), id, rotated)).toBe(true)
    expect(isPin(pinOf(id, old), id, revoked)).toBe(false)
    expect(isPin(pinOf(idNumber(8), old), id, rotated)).toBe(false)
    expect(isPin('', id, rotated)).toBe(false)
  })
})

describe('a sealed text', () => {
  const words = '楼道堆物,张三 13800000000'
  const place = `reports|${idNumber(7)}|sealed`
  const sealed = seal(words, place, old)

  test('opens where it belongs and shows nothing', () => {
    expect(open(sealed, place, old)).toBe(words)
    expect(Buffer.from(sealed.split('.')[3]!, 'base64url').toString()).not.toContain('138')
  })

  test('is another text every time, so that equal words cannot be told', () => {
    expect(seal(words, place, old)).not.toBe(sealed)
  })

  test.each([
    ['another report', `reports|${idNumber(8)}|sealed`],
    ['another field', `reports|${idNumber(7)}|said`],
    ['another table', `campaigns|${idNumber(7)}|sealed`],
  ])('does not open when it is moved to %s', (_, elsewhere) => {
    expect(() => open(sealed, elsewhere, old)).toThrow()
  })

  test.each([0, 1, 2, 3])('does not open when part %i is changed', (part) => {
    const parts = sealed.split('.')
    parts[part] = `${parts[part]![0] === 'A' ? 'B' : 'A'}${parts[part]!.slice(1)}`
    expect(() => open(parts.join('.'), place, old)).toThrow()
  })

  test('opens after the key was rotated, and no more once the key is revoked', () => {
    expect(open(sealed, place, rotated)).toBe(words)
    expect(() => open(sealed, place, revoked)).toThrow('no key k1')
    expect(() => open(sealed, place, strangers)).toThrow()
  })
})
