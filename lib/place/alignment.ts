/** How well a name was found in a text: 0..1, and from where to where. */
export type Alignment = { similarity: number; from: number; to: number }

/** What a character of a name weighs (0..1), and whether another sounds like it. */
export type Letters = { weight(code: number): number; soundsLike(a: number, b: number): boolean }

const SOUNDS_LIKE = 0.35
const ADDED = 0.4
const BLANK = 32

/** One row for all comparisons, which never overlap. */
const costs = new Float64Array(256)
const starts = new Int32Array(256)

/**
 * The stretch of the text that is most like the name (Sellers' edit distance: the name may begin and end anywhere). Losing a
 * character costs what it says about the name; so 凤凰 finds 凤凰小区, and 李庄 does not find 刘庄. One that sounds the same
 * costs a third.
 */
export function alignmentOf(name: Uint16Array, text: Uint16Array, letters: Letters): Alignment {
  const length = Math.min(text.length, 255)
  let total = 0
  for (let i = 0; i <= length; i++) {
    costs[i] = 0
    starts[i] = i
  }
  for (const letter of name) {
    const weight = letters.weight(letter)
    total += weight
    let [diagonal, diagonalStart] = [costs[0]!, starts[0]!]
    costs[0] = diagonal + weight
    for (let i = 1; i <= length; i++) {
      const [above, aboveStart] = [costs[i]!, starts[i]!]
      const letterHere = text[i - 1]!
      const swap =
        letterHere === letter
          ? 0
          : letterHere === BLANK
            ? 9
            : letters.soundsLike(letterHere, letter)
              ? weight * SOUNDS_LIKE
              : weight * 1.2
      let [least, start] = [diagonal + swap, diagonalStart]
      if (above + weight < least) [least, start] = [above + weight, aboveStart]
      const added = costs[i - 1]! + (letterHere === BLANK ? ADDED / 2 : ADDED)
      if (added < least) [least, start] = [added, starts[i - 1]!]
      costs[i] = least
      starts[i] = start
      ;[diagonal, diagonalStart] = [above, aboveStart]
    }
  }
  let end = 0
  // Of two ends as good the later one: more of the text is explained.
  for (let i = 1; i <= length; i++) if (costs[i]! <= costs[end]!) end = i
  return { similarity: Math.max(0, 1 - costs[end]! / total), from: starts[end]!, to: end }
}
