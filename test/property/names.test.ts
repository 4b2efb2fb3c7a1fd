import fc from 'fast-check'
import type { HistoryEntry } from '../../lib/contracts/state.ts'
import { chainOf, communityOf, contains, streetOf } from '../../lib/grid/area.ts'
import { numberOf, readNumber } from '../../lib/kernel/number.ts'
import { keyRing, open, readToken, seal, signToken } from '../../lib/platform/keys.ts'
import { mergeHistory } from '../../lib/tables/history.ts'
import { MONDAY } from '../support/given.ts'
import { moments } from '../support/given-moments.ts'

const ids = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 })
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const gridIds = fc.tuple(digits(3), digits(3), digits(3)).map((parts) => `371724${parts.join('')}`)

test('a number reads back however a person copies it', () => {
  fc.assert(
    fc.property(
      ids,
      moments,
      fc.boolean(),
      fc.constantFrom('', ' ', '-', '——', '.'),
      (id, at, isLower, dash) => {
        const number = numberOf(id, at)
        const copied = number.replaceAll('-', dash)
        expect(readNumber(isLower ? copied.toLowerCase() : copied)).toBe(number)
      },
    ),
  )
})

test('what is read as a number is a number as it is written', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (typed) => {
      for (const text of [typed, `JY261123${typed}`]) {
        const read = readNumber(text)
        if (read !== undefined) expect(readNumber(read)).toBe(read)
      }
    }),
  )
})

test('a grid lies in its community, that in its street, that in the county, and nowhere else', () => {
  fc.assert(
    fc.property(gridIds, gridIds, (grid, other) => {
      expect(chainOf(grid)).toEqual([grid, communityOf(grid), streetOf(grid), '371724'])
      for (const area of chainOf(grid)) {
        expect(contains(area, grid)).toBe(true)
        expect(contains(area, other)).toBe(chainOf(other).includes(area))
        expect(chainOf(area)).toEqual(chainOf(grid).slice(chainOf(grid).indexOf(area)))
      }
    }),
  )
})

const chains = fc.integer({ min: 1, max: 12 }).map((length) =>
  Array.from(
    { length },
    (_, index): HistoryEntry => ({
      id: 'r',
      seq: index + 1,
      at: MONDAY,
      actor: 'ann',
      role: 'staff',
      what: `step ${index + 1}`,
      prevHash: '',
      hash: `${index + 1}`,
    }),
  ),
)

test('history is whole and in order wherever filing was cut off, and filing twice adds nothing', () => {
  fc.assert(
    fc.property(chains, fc.nat(12), fc.nat(12), (chain, filed, settled) => {
      // Filed up to one line, forgotten by the item up to an earlier one: a crash lies in between.
      const riding = chain.slice(Math.min(filed, settled))
      expect(mergeHistory(chain.slice(0, filed).reverse(), riding)).toEqual(chain)
    }),
  )
})

test('any text opens again, and only where it was sealed', () => {
  const ring = keyRing(`k1:${Buffer.alloc(32, 1).toString('base64url')}`)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, place, elsewhere) => {
      const sealed = seal(text, place, ring)
      expect(open(sealed, place, ring)).toBe(text)
      if (elsewhere !== place) expect(() => open(sealed, elsewhere, ring)).toThrow()
    }),
  )
})

test('no token but the one that was signed leads to a code', () => {
  const ring = keyRing(`k1:${Buffer.alloc(32, 1).toString('base64url')}`)
  const token = signToken('phoenix1', ring)
  fc.assert(
    fc.property(fc.nat(token.length), fc.string({ maxLength: 3 }), (place, inserted) => {
      const edited = token.slice(0, place) + inserted + token.slice(place)
      expect(readToken(edited, ring)).toBe(edited === token ? 'phoenix1' : undefined)
    }),
  )
})
