import { shanghai } from '../../lib/kernel/instant.ts'
import { numberOf, readNumber } from '../../lib/kernel/number.ts'

const RECEIVED = shanghai('2026-11-23 09:00')
const NUMBER = numberOf('5e1c7a00000000000000000000000000', RECEIVED)
const SYMBOLS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const PLACES = [...NUMBER].flatMap((symbol, place) => (place >= 3 && symbol !== '-' ? [place] : []))

test('a number says the day in Shanghai, four characters of the id and a check character', () => {
  expect(NUMBER).toMatch(/^JY-261123-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/)
  expect(numberOf('5e1c7a', shanghai('2026-11-23 23:59'))).toBe(NUMBER)
  expect(numberOf('5e1c7a', shanghai('2026-11-24 00:00'))).toMatch(/^JY-261124-/)
})

test('two reports of one day have different numbers when their ids begin differently', () => {
  const numbers = Array.from({ length: 1_000 }, (_, n) => numberOf(n.toString(16).padStart(5, '0'), RECEIVED))
  expect(new Set(numbers).size).toBe(1_000)
})

test('its own check character is right, and no other is', () => {
  const right = SYMBOLS.filter((check) => readNumber(NUMBER.slice(0, -1) + check))
  expect(right).toEqual([NUMBER.at(-1)])
})

test.each(PLACES)('a wrong character at place %i is always caught', (place) => {
  const wrong = SYMBOLS.filter((symbol) => symbol !== NUMBER[place])
  const misread = wrong.map((symbol) => NUMBER.slice(0, place) + symbol + NUMBER.slice(place + 1))
  expect(misread.filter((typed) => readNumber(typed) !== undefined)).toEqual([])
})

test('two neighbours that change places are nearly always caught', () => {
  const swaps = Array.from({ length: 200 }, (_, n) => numberOf(`${n + 4096}1f`, RECEIVED)).flatMap((number) =>
    PLACES.slice(0, -1).flatMap((place, index) => {
      const next = PLACES[index + 1]!
      const swapped = [...number].with(place, number[next]!).with(next, number[place]!).join('')
      return swapped === number ? [] : [swapped]
    }),
  )
  expect(swaps.length).toBeGreaterThan(1_000)
  expect(swaps.filter((typed) => readNumber(typed)).length / swaps.length).toBeLessThan(0.02)
})

describe('a number is read', () => {
  const withLookalikes = numberOf('00421000000000000000000000000000', RECEIVED) // its characters are 0, 1, 1 and 1
  test.each([
    ['as it is printed', NUMBER, NUMBER],
    ['in lower case', NUMBER.toLowerCase(), NUMBER],
    ['without dashes', NUMBER.replaceAll('-', ''), NUMBER],
    ['with spaces around and inside', `  ${NUMBER.replaceAll('-', ' ')} `, NUMBER],
    ['in full width', fullWidth(NUMBER), NUMBER],
    ['with Chinese dashes', NUMBER.replaceAll('-', '——'), NUMBER],
    ['with O for 0 and I for 1', lookalikes('O', 'I'), withLookalikes],
    ['with o for 0 and l for 1', lookalikes('o', 'l'), withLookalikes],
  ])('%s', (_, typed, number) => {
    expect(readNumber(typed)).toBe(number)
  })

  function lookalikes(zero: string, one: string): string {
    expect(withLookalikes).toMatch(/^JY-261123-[01]{4}-/)
    return `JY-${withLookalikes.slice(3).replaceAll('0', zero).replaceAll('1', one)}`
  }
})

test.each([
  '',
  'JY',
  'JY-261123',
  NUMBER.slice(0, -1),
  `${NUMBER}9`,
  NUMBER.replace('JY', 'JX'),
  'JY-261123-7U3F-9',
])('%p is no number', (typed) => {
  expect(readNumber(typed)).toBeUndefined()
})

function fullWidth(text: string): string {
  return [...text].map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('')
}
