import { FIELD_WORDS } from '../../lib/contracts/words.ts'
import { Conflict, PROBLEMS, Problem, type ProblemCode } from '../../lib/kernel/problem.ts'
import { type Handle, http, type StaffHandle, staffHttp } from '../../lib/platform/http.ts'
import { aStaff, SILENT } from '../support/builders.ts'
import { MONDAY } from '../support/given.ts'
import { type Asked, ask } from '../support/http-event.ts'

const FORM = { category: 'noise', words: '楼上半夜装修,睡不着' }
const KEYED = { 'Idempotency-Key': 'key-of-this-form' }
const ANSWER = {
  number: 'JY-260302-0000-0',
  pin: '123456',
  receivedAt: MONDAY,
  provisional: false,
  flags: [],
}

const submit = (handle: Handle<'submitReport'>, asked: Asked) =>
  ask(http('submitReport', handle, SILENT), { headers: KEYED, body: FORM, ...asked })
const accepts: Handle<'submitReport'> = async () => ANSWER
const never = async (): Promise<never> => {
  throw new Error('the use case must not be reached')
}

test('a request that is in order reaches its use case parsed, with the defaults filled in', async () => {
  let seen: unknown
  const answered = await submit(async ({ body }, { key, language }) => {
    seen = { body, key, language }
    return ANSWER
  }, {})
  expect(seen).toEqual({ body: { ...FORM, wish: 'reply' }, key: 'key-of-this-form', language: 'zh' })
  expect(answered).toMatchObject({ status: 201, body: ANSWER })
  expect(answered.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
})

test('half a character, which JSON can escape and no table stores, is read as an unreadable one', async () => {
  let words = ''
  await submit(
    async ({ body }) => {
      words = body.words
      return ANSWER
    },
    { body: JSON.stringify(FORM).replace('楼上', '\\ud83d楼') },
  )
  expect(words).toBe('\ufffd楼半夜装修,睡不着')
})

test('an answer carries nothing that its contract does not name', async () => {
  const { body } = await submit(async () => ({ ...ANSWER, sealed: 'a secret' }) as typeof ANSWER, {})
  expect(body).toEqual(ANSWER)
})

describe('a body', () => {
  const large = (bytes: number) => ({ body: JSON.stringify({ ...FORM, words: '' }).padEnd(bytes) })

  test.each<[string, Asked, number, ProblemCode | undefined]>([
    ['of 64 KB is read', large(65_536), 422, 'form-invalid'],
    ['of one byte more is too large', large(65_537), 413, 'body-too-large'],
    ['is measured in bytes, not in characters', { body: '凤'.repeat(30_000) }, 413, 'body-too-large'],
    ['that is cut off is not JSON', { body: '{"category":' }, 400, 'body-not-json'],
    ['that is missing is not JSON', { body: '' }, 400, 'body-not-json'],
    ['that came as base64 is read', { body: base64(FORM), isBase64Encoded: true }, 201, undefined],
    [
      'is read whatever its type is said to be',
      { headers: { ...KEYED, 'Content-Type': 'text/plain' } },
      201,
      undefined,
    ],
    ['without a key to repeat it by is not taken', { headers: {} }, 400, 'key-missing'],
    ['with a key too short is not taken', { headers: { 'idempotency-key': 'short' } }, 400, 'key-missing'],
    ['that is no object has one thing wrong', { body: '[]' }, 422, 'form-invalid'],
  ])('%s', async (_, asked, status, code) => {
    const answered = await submit(accepts, asked)
    expect([answered.status, answered.body.code]).toEqual([status, code])
  })
})

describe('a form with mistakes', () => {
  const WRONG: [pointer: string, body: object, word: keyof typeof FIELD_WORDS][] = [
    ['/category', { category: 'dragons' }, 'category-unknown'],
    ['/words', { words: '短' }, 'words-short'],
    ['/words', { words: '长'.repeat(2001) }, 'words-long'],
    ['/words', { words: undefined }, 'field-missing'],
    ['/words', { words: 7 }, 'field-wrong'],
    ['/place', { place: '远'.repeat(201) }, 'place-long'],
    ['/contact/phone', { contact: { phone: '12345' } }, 'phone-wrong'],
    ['/contact/name', { contact: { name: '名'.repeat(31) } }, 'name-long'],
    ['/contact/email', { contact: { email: 'a@b.c' } }, 'field-unknown'],
    ['/wish', { wish: 'gold' }, 'wish-unknown'],
    ['/point/lat', { point: { lat: 91, lng: 116, datum: 'wgs84' } }, 'point-wrong'],
    ['/point/datum', { point: { lat: 35, lng: 116, datum: 'mars' } }, 'point-wrong'],
    ['/status', { status: 'closed' }, 'field-unknown'],
  ]

  test.each(WRONG)('hears about %s in Chinese and in English', async (pointer, wrong, word) => {
    for (const [header, language] of [
      ['zh-CN,zh;q=0.9', 'zh'],
      ['en-GB,en;q=0.9', 'en'],
      ['fr', 'zh'],
    ] as const) {
      const headers = { ...KEYED, 'Accept-Language': header }
      const { status, body } = await submit(never, { headers, body: { ...FORM, ...wrong } })
      expect(status).toBe(422)
      expect(body.title).toBe(PROBLEMS['form-invalid'][language])
      expect(body.errors).toEqual([{ pointer, message: FIELD_WORDS[word][language] }])
    }
  })

  test('hears about all of them at once', async () => {
    const { body } = await submit(never, { body: { words: '短', wish: 'gold', extra: 1, more: 2 } })
    expect(body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual(
      ['/category', '/extra', '/more', '/wish', '/words'].sort(),
    )
  })
})

describe('what a use case throws', () => {
  test.each(Object.keys(PROBLEMS) as ProblemCode[])('a refusal as %s is a problem document', async (code) => {
    const { status, headers, body } = await submit(async () => {
      throw new Problem(code, { current: 'closed' })
    }, {})
    expect(status).toBe(PROBLEMS[code].status)
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(body).toEqual({
      type: `/problems/${code}`,
      code,
      title: PROBLEMS[code].zh,
      status,
      instance: 'request-1',
      current: 'closed',
    })
  })

  test('a second writer is told that somebody was first', async () => {
    const { status, body } = await submit(async () => {
      throw new Conflict()
    }, {})
    expect([status, body.code]).toEqual([409, 'changed-meanwhile'])
  })

  test.each([
    ['that breaks', async () => Promise.reject(new Error('ReportsTable 13800000000'))],
    ['that answers what no contract names', async () => ({ ...ANSWER, pin: 7 }) as never],
  ])('a use case %s is a 500 without a word about why', async (_, handle) => {
    const { status, body } = await submit(handle, {})
    expect(status).toBe(500)
    expect(Object.keys(body).sort()).toEqual(['code', 'instance', 'status', 'title', 'type'])
    expect(JSON.stringify(body)).not.toMatch(/ReportsTable|138|Error|pin/)
  })
})

describe('an address', () => {
  const follow = (number: string) =>
    ask(
      http('followReport', async ({ params }) => Promise.reject(new Problem('not-found', params)), SILENT),
      { params: { number }, query: { pin: '123456' } },
    )

  test('comes decoded from the gateway and is not decoded again', async () => {
    expect((await follow('50%20')).body).toMatchObject({ status: 404, number: '50%20' })
  })

  test('with a PIN that has no six digits names the field', async () => {
    const handler = http('followReport', never, SILENT)
    const { body } = await ask(handler, { params: { number: 'JY' }, query: { pin: '12' } })
    expect(body.errors).toEqual([{ pointer: '/pin', message: FIELD_WORDS['pin-wrong'].zh }])
  })
})

describe('a route of the console', () => {
  const move = (handle: StaffHandle<'moveReport'>, isSignedIn: boolean, body: unknown) => {
    const asked: boolean[] = []
    const authenticate = async (_: unknown, isChange: boolean) => {
      asked.push(isChange)
      if (!isSignedIn) throw new Problem('signed-out')
      return aStaff('ann')
    }
    const handler = staffHttp('moveReport', authenticate, handle, SILENT)
    return ask(handler, { params: { id: 'r1' }, body }).then((answered) => ({ ...answered, asked }))
  }

  test('says nothing about a form before it knows who asks, and knows that it is a change', async () => {
    const answered = await move(never, false, 'no JSON')
    expect([answered.status, answered.body.code, answered.asked]).toEqual([401, 'signed-out', [true]])
  })

  test('reads the form once the session is known', async () => {
    expect((await move(never, true, 'no JSON')).body.code).toBe('body-not-json')
    const answered = await move(
      async (_, { id }) => Promise.reject(new Problem('not-allowed', { id })),
      true,
      {
        move: 'contact',
        version: 1,
      },
    )
    expect(answered.body).toMatchObject({ status: 403, id: 'ann' })
  })
})

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64')
}
