/**
 * Every owner has a code, and a place knows the XOR of the codes of all that hold it. Crossing a border is then one XOR,
 * whoever lies on its two sides. The sign bit says that the number of holders is odd: two that overlap are always noticed.
 * Multiplying by an odd number scatters the rest, so that three that overlap do not look like a fourth.
 */
const SCATTER = 0x1e3779b1
const GATHER = inverseOf(SCATTER)
const LOW_BITS = 0x7fffffff

export const NOBODY = 0

export function codeOf(owner: number): number {
  return Math.imul(owner, SCATTER) | ~LOW_BITS
}

/** The one owner of a code, or -1 when nobody or several hold the place (then the code is not NOBODY). */
export function ownerOf(code: number, owners: number): number {
  const owner = Math.imul(code, GATHER) & LOW_BITS
  return code < 0 && owner < owners ? owner : -1
}

/** Newton's step doubles the number of right bits; an odd number is its own inverse in the lowest three. */
function inverseOf(odd: number): number {
  let inverse = odd
  for (let bits = 3; bits < 32; bits *= 2) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse))
  return inverse
}
