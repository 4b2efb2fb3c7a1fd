import { CATEGORIES, type Category } from '../../lib/report/categories.ts'
import { type Draft, EMPTY } from './draft.ts'

/** Answers to a category's questions are fields of their own in a plain form. */
const ANSWER = 'answer.'
export const answersFields = (answers: Draft['answers']): [string, string][] =>
  Object.keys(answers).map((id) => [ANSWER + id, answers[id]!])
export const answerName = (id: string) => ANSWER + id

/** A draft as a plain form sends it. Whatever is not one of its fields is left. */
export function draftFrom(fields: URLSearchParams): Draft {
  const of = (name: string) => fields.get(name) ?? ''
  const category = of('category')
  const [grid, gridName] = [of('grid'), of('gridName')]
  return {
    ...EMPTY,
    key: /^[\w-]{8,100}$/.test(of('key')) ? of('key') : '',
    ...(Object.hasOwn(CATEGORIES, category) && { category: category as Category }),
    isElsewhere: of('here') === 'elsewhere',
    place: of('place').slice(0, 500),
    ...(/^\d{15}$/.test(grid) && { grid: { id: grid, name: gridName.slice(0, 60) } }),
    words: of('words').replace(/\r\n/g, '\n').slice(0, 5000),
    phone: of('phone').slice(0, 40),
    name: of('name').slice(0, 100),
    wish: of('wish') === 'no_reply' ? 'no_reply' : 'reply',
    answers: Object.fromEntries(
      [...fields]
        .filter(([name]) => name.startsWith(ANSWER))
        .map(([name, value]) => [name.slice(ANSWER.length), value]),
    ),
  }
}
