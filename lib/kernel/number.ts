import { dayOf, type Instant } from './instant.ts'

/** Crockford's base 32: no I, L, O, U, so a number survives being read out on the phone. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const SHAPE = /^JY-(\d{6})-([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z])$/

/**
 * The number a resident reads aloud: `JY-261123-7K3F-9`, day of receipt, four characters of the random id, check character.
 * Nothing counts up, so no number says how many reports there were. Two reports of one day share a number about
 * once in a million pairs: whoever looks one up by number must expect several and tell them apart (by PIN, by place).
 */
export function numberOf(id: string, receivedAt: Instant): string {
  const day = dayOf(receivedAt).replaceAll('-', '').slice(2)
  const bits = Number.parseInt(id.slice(0, 5), 16)
  const mark = [15, 10, 5, 0].map((shift) => SYMBOLS[(bits >> shift) & 31]).join('')
  return `JY-${day}-${mark}-${checkOf(day + mark)}`
}

/** What a person typed as a number, in its one written form; undefined when the check character says it is misread. */
export function readNumber(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  const marks = plain.slice(2).replace(/[IL]/g, '1').replace(/O/g, '0')
  const number = `${plain.slice(0, 2)}-${marks.slice(0, 6)}-${marks.slice(6, 10)}-${marks.slice(10)}`
  const [, day, mark, check] = SHAPE.exec(number) ?? []
  return day && mark && checkOf(day + mark) === check ? number : undefined
}

/** Luhn's check generalised to 32 symbols: catches every single wrong character and nearly every swapped pair. */
function checkOf(text: string): string {
  const sum = [...text].reverse().reduce((total, symbol, index) => {
    const value = SYMBOLS.indexOf(symbol) * (index % 2 === 0 ? 2 : 1)
    return total + Math.floor(value / 32) + (value % 32)
  }, 0)
  return SYMBOLS[(32 - (sum % 32)) % 32]!
}
