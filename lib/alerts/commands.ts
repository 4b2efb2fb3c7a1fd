import { readNumber } from '../kernel/number.ts'
import type { Ask } from '../report/statuses.ts'
import type { AnswerMove } from './links.ts'

/** What people write in a group, and what it means. */
const VERBS: readonly (readonly [words: RegExp, move: AnswerMove])[] = [
  [/^(收到|已?知悉|知道了)/, 'acknowledge'],
  [/^(接单|我来办)/, 'accept'],
  [/^(申请延期|延期)/, 'ask-extension'],
]

export type Command = { move: AnswerMove; number: string; said: Partial<Record<Ask, string>> }

/**
 * `收到 JY-261123-7K3F-9`, `申请延期 JY-261123-7K3F-9 3 天 等配件`: a verb, the number of a report, and what the move
 * asks for. Mentions of the robot are skipped, full-width characters are read like plain ones. Undefined for anything else.
 */
export function readCommand(written: string): Command | undefined {
  const text = written.normalize('NFKC').replace(/@\S+/g, ' ').trim()
  const [verb, move] = VERBS.map(([words, one]) => [words.exec(text)?.[0], one] as const).find(
    ([words]) => words,
  ) ?? ['']
  const [typed = ''] = /JY[\w-]{11,20}/i.exec(text) ?? []
  const number = readNumber(typed)
  if (!verb || !move || !number) return undefined
  const rest = text.slice(verb.length).replace(typed, ' ')
  const [asked = '', days] = /(\d{1,3})\s*个?(?:工作日|自然日|天|日)/.exec(rest) ?? []
  const reason = rest.replace(asked, ' ').replace(/^[\s,.:;!。、]+|\s+$/g, '')
  return { move, number, said: { ...(days && { days }), ...(reason && { reason }) } }
}
