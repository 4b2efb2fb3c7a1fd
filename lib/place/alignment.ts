/** How well a name was found in a text: 0..1, and from where to where. */
export type Alignment = { similarity: number; from: number; to: number }

/** What a character of a name weighs (0..1), whether another sounds like it, and whether some name has these two in a row. */
export type Letters = {
  weight(code: number): number
  soundsLike(a: number, b: number): boolean
  isSaidInNames(a: number, b: number): boolean
}

const SOUNDS_LIKE = 0.35
/** 家园 for 嘉园: when names are written like that, too, another is meant as likely as it is a slip. */
const SOUNDS_LIKE_A_NAME = 1
/** 凤凰山花园 is not 凤凰花园. */
const ADDED = 0.8
const ADDED_BLANK = 0.2
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
  const isSaid = (at: number) =>
    (at + 1 < length && letters.isSaidInNames(text[at]!, text[at + 1]!)) ||
    (at > 0 && letters.isSaidInNames(text[at - 1]!, text[at]!))
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
              ? weight * (isSaid(i - 1) ? SOUNDS_LIKE_A_NAME : SOUNDS_LIKE)
              : weight * 1.2
      let [least, start] = [diagonal + swap, diagonalStart]
      if (above + weight < least) [least, start] = [above + weight, aboveStart]
      const added = costs[i - 1]! + (letterHere === BLANK ? ADDED_BLANK : ADDED)
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
