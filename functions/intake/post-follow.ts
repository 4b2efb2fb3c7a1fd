import type { AnswerOf, RequestOf } from '../../lib/contracts/http.ts'
import { type Caller, refusalIn } from '../../lib/platform/http.ts'
import type { Posted } from '../../web/resident/draft.ts'
import { plainPin, wrongIn } from '../../web/resident/follow.tsx'
import { movedWords, type OwnMove, wrongMove } from '../../web/resident/own-moves.tsx'

export type PostFollow = {
  follow(request: RequestOf<'openReport'>): Promise<AnswerOf<'openReport'>>
  move(request: RequestOf<'moveOwnReport'>, caller: Caller): Promise<AnswerOf<'moveOwnReport'>>
}

const MOVES = ['answer', 'reopen', 'withdraw', 'rate'] as const satisfies readonly OwnMove[]

/** Number and PIN from a plain form, and what the resident does with their report, if anything. */
export async function postFollow(
  { follow, move }: PostFollow,
  { fields, posted, caller }: { fields: URLSearchParams; posted: Posted; caller: Caller },
): Promise<Partial<Posted>> {
  const { language } = posted
  const of = (name: string) => fields.get(name) ?? ''
  const [number, pin] = [of('number').trim(), plainPin(of('pin'))]
  const wrong = wrongIn(number, pin, language)
  if (wrong.length > 0) return { errors: wrong, follow: { number, pin } }
  try {
    const made = MOVES.find((name) => name === of('move'))
    const report = await follow({ params: { number }, body: { pin }, query: undefined })
    if (!made) return { follow: { number, pin, report } }
    const words = of('words').trim().slice(0, 2000)
    const level = of('level')
    const errors = wrongMove(made, words, level, language)
    if (errors.length > 0) return { follow: { number, pin, report, notice: errors[0]!.message } }
    const body = { pin, ...(words && { words }), ...(made === 'rate' && { level: Number(level) }) }
    const moved = await move({ params: { number, move: made }, body, query: undefined }, caller)
    return { follow: { number, pin, report: moved, notice: movedWords(made, level, language) } }
  } catch (error) {
    const { title } = refusalIn(error, language)
    return { errors: [{ pointer: '/number', message: title }], follow: { number, pin } }
  }
}
