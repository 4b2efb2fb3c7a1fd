import type { Contradiction } from '../../../lib/sla/contradictions.ts'
import { CLASSES, type MatterClass, type Policy } from '../../../lib/sla/policy.ts'
import { CLASS_WORDS, CLOCK_WORDS } from '../../../lib/sla/words.ts'
import { isProblem } from '../api.ts'
import { say } from '../words.ts'
import { p } from './words.ts'

export type Draft = Pick<Policy, 'common' | 'classes'>
/** A class, or what holds for all that say nothing else. */
export type Part = MatterClass | 'common'
export const PARTS: readonly Part[] = ['common', ...CLASSES]

export const partName = (part: Part) => (part === 'common' ? p.common : say(CLASS_WORDS[part]))

export const partOf = ({ common, classes }: Draft, part: Part) => (part === 'common' ? common : classes[part])

export function withPart({ common, classes }: Draft, part: Part, terms: Policy['common']): Draft {
  return part === 'common' ? { common: terms, classes } : { common, classes: { ...classes, [part]: terms } }
}

/** Something the server does not take: in which part, where in it, and why. */
export type Wrong = { part: Part; where: string; words: string }

/** What a refusal says about a draft; undefined for a refusal of another kind. */
export function wrongsIn(error: unknown): Wrong[] | undefined {
  if (isProblem(error, 'policy-invalid'))
    return (error.problem.contradictions as Contradiction[]).map(({ class: matter, clock, ...words }) => ({
      part: matter ?? 'common',
      where: clock ? say(CLOCK_WORDS[clock]) : '',
      words: say(words),
    }))
  const errors = isProblem(error, 'form-invalid') ? (error.problem.errors ?? []) : []
  const own = errors.flatMap(({ pointer, message }): Wrong[] => {
    const [, root, ...path] = pointer.split('/')
    if (root === 'common') return [{ part: 'common', where: path.join(' / '), words: message }]
    const [matter, ...inside] = path
    return root === 'classes' && matter
      ? [{ part: matter as MatterClass, where: inside.join(' / '), words: message }]
      : []
  })
  return own.length > 0 ? own : undefined
}
