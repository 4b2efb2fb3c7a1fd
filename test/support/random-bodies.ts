import fc from 'fast-check'
import { ROUTES, type Route, type RouteName } from '../../lib/contracts/http.ts'
import { serviceOf } from '../../lib/stack/stack.ts'
import { EXAMPLES } from './given-examples.ts'
import type { Asked } from './http-event.ts'

/** What a resident, or anybody who pretends to be one, can ask without signing in. */
const OPEN = (Object.keys(ROUTES) as RouteName[]).filter(
  (name) => ROUTES[name].who === 'public' && serviceOf(name) === 'intake',
)
const STEPS = ['what', 'where', 'similar', 'tell', 'contact', 'check', 'callback', 'integrity', 'follow', 'x']

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800abcde',
    '__proto__',
    -1,
    1e308,
    '０１２３４５',
    '字'.repeat(3000),
  ),
)

/** An example of which some parts are kept and others are whatever comes. */
const spoiled = (example: object): fc.Arbitrary<object> =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(example), 'extra'), odd, { maxKeys: 3 })
    .map((wrong) => ({ ...example, ...wrong }))
const texts = (example: object): fc.Arbitrary<Record<string, string>> =>
  spoiled(example).map((all) =>
    Object.fromEntries(
      Object.entries(all).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
  )

/** A plain form as a browser sends it, filled in by nobody in particular. */
const plainForm = fc
  .record({
    step: fc.constantFrom(...STEPS),
    category: fc.constantFrom('parking', 'conduct', 'x'),
    fields: fc.dictionary(
      fc.constantFrom(
        'words',
        'place',
        'phone',
        'name',
        'number',
        'pin',
        'move',
        'level',
        'go',
        'support',
        'grid',
      ),
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('withdraw', 'rate', '123456', 'check'),
      ),
    ),
  })
  .map(({ fields, ...said }) => new URLSearchParams({ ...said, ...fields }).toString())

function bodyOf(name: RouteName): fc.Arbitrary<unknown> {
  const example = EXAMPLES[name] as { body?: object }
  if (name === 'postForm') return plainForm
  if (!example.body) return fc.constant(undefined)
  return fc.oneof(spoiled(example.body), odd, fc.string({ unit: 'binary' }), fc.constant('{'))
}

/** Any request at all to what is open to everybody. */
export const anyRequest: fc.Arbitrary<{ name: RouteName; asked: Asked }> = fc
  .constantFrom(...OPEN)
  .chain((name) => {
    const { params = {}, query = {} } = EXAMPLES[name] as { params?: object; query?: object }
    const { isRepeatable } = ROUTES[name] as Route
    return fc.record({
      name: fc.constant(name),
      asked: fc.record({
        params: texts(params),
        query: texts(query),
        headers: fc.record({
          'idempotency-key': isRepeatable ? fc.uuid() : fc.constant(''),
          'accept-language': fc.constantFrom('zh', 'en'),
        }),
        body: bodyOf(name),
      }),
    })
  })
