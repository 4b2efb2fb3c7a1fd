import { shanghai } from '../../lib/kernel/instant.ts'
import { PROBLEMS } from '../../lib/kernel/problem.ts'
import { sha256, signToken } from '../../lib/platform/keys.ts'
import { CODE_RING, GRID, idOf, inside, NEXT_GRID, TOKEN, withCounty } from '../support/given-county.ts'

const { stack, submit, routed, stored } = withCounty()

describe('a resident who sends a form', () => {
  test('has the number, the PIN and both deadlines, and the report is stored with what it owes', async () => {
    const { status, body } = await submit('first-form')
    expect(status).toBe(201)
    expect(body).toEqual({
      number: expect.stringMatching(/^JY-260302-.{4}-.$/),
      pin: expect.stringMatching(/^\d{6}$/),
      receivedAt: shanghai('2026-03-02 09:00'),
      contactBy: shanghai('2026-03-02 15:00'),
      resolveBy: shanghai('2026-03-11 17:30'),
      provisional: false,
      flags: [],
    })
    const report = await stored('first-form')
    expect(report).toMatchObject({
      version: 1,
      value: { status: 'received', whereabouts: { codeId: 'phoenix1' } },
    })
    expect(report.owed.messages.map(({ type }) => type)).toEqual(['report.received'])
    expect(JSON.stringify(report)).not.toMatch(/138|挡着/)
  })

  test('has it routed to the grid of the code, with its clocks as they were and the first debt settled', async () => {
    const before = await stored('first-form')
    stack().at('2026-03-02 09:01')
    expect((await stack().deliver('routing')).map(({ subject }) => subject)).toEqual([idOf('first-form')])
    const { value, version, owed } = await stored('first-form')
    expect([value.status, value.gridId, version]).toEqual(['assigned', GRID.id, 2])
    const { screening: _, ...clocks } = before.value.clocks
    expect(value.clocks).toEqual(clocks)
    expect(owed.messages.map(({ type }) => type)).toEqual(['report.moved'])
    expect((await stack().deliver('alerts')).map(({ type }) => type)).toEqual(['report.moved'])
    expect((await stored('first-form')).owed).toEqual({ messages: [], history: [] })
  })

  test('gets the same answer to the same form, and nothing is sent or stored a second time', async () => {
    const once = await submit('twice-sent')
    await stack().deliver('routing')
    const { version } = await stored('twice-sent')
    expect(await submit('twice-sent')).toEqual(once)
    expect((await stored('twice-sent')).version).toBe(version)
    expect(await stack().deliver('routing')).toEqual([])
  })

  test('is told when the same key comes with another form', async () => {
    await submit('one-key')
    const { status, body } = await submit('one-key', { words: '另外一件事情,请处理' })
    expect([status, body.code, body.title]).toEqual([409, 'key-reused', PROBLEMS['key-reused'].zh])
  })
})

describe('a clue that is wrong', () => {
  test.each<[string, object, string[], string | undefined]>([
    [
      'a forged code is accepted, flagged and not believed',
      { token: TOKEN.replace('phoenix1', 'phoenix2'), point: inside(NEXT_GRID) },
      ['code-forged'],
      NEXT_GRID.id,
    ],
    [
      'a revoked code leaves the decision to the point',
      { token: signToken('gone', CODE_RING), point: inside(NEXT_GRID) },
      ['code-revoked'],
      NEXT_GRID.id,
    ],
    [
      'a code nobody issued leaves the decision to the point',
      { token: signToken('lost', CODE_RING), point: inside(NEXT_GRID) },
      ['code-unknown'],
      NEXT_GRID.id,
    ],
    [
      'a point outside the county leaves it to the duty desk',
      { token: undefined, point: { lat: 39.9, lng: 116.4, datum: 'wgs84' } },
      ['outside-county'],
      undefined,
    ],
    ['no clue at all leaves it to the duty desk', { token: undefined }, [], undefined],
  ])('%s', async (name, form, flags, gridId) => {
    const key = sha256(name).slice(0, 20)
    expect((await submit(key, form)).status).toBe(201)
    await stack().deliver('routing')
    const { value } = await stored(key)
    expect([value.status, value.flags, value.gridId]).toEqual([
      gridId ? 'assigned' : 'screened',
      flags,
      gridId,
    ])
  })
})

describe('following', () => {
  const follow = (number: string, pin: string) =>
    stack().ask('followReport', { params: { number }, query: { pin } })
  const wrong = (pin: string, n: number) => String((Number(pin) + n) % 1_000_000).padStart(6, '0')

  test('shows the steps, the unit and the deadlines, and no person', async () => {
    const { number, pin } = await routed('followed')
    const { status, body } = await follow(number.toLowerCase(), pin)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      number,
      status: 'assigned',
      unit: { name: GRID.name, phone: GRID.phone },
      open: ['withdraw'],
    })
    expect(body.steps.map(({ what }: { what: string }) => what)).toEqual(['receive', 'route'])
    expect(JSON.stringify(body)).not.toMatch(/138|resident|routing/)
  })

  test('with a wrong PIN finds nothing, like a number that nobody has', async () => {
    const { number, pin } = await routed('one-wrong')
    for (const answered of [await follow(number, wrong(pin, 1)), await follow('JY-260302-0000-0', pin)])
      expect([answered.status, answered.body.code]).toEqual([404, 'report-not-found'])
    expect((await follow(number, pin)).status).toBe(200)
  })

  test('is locked for the hour after five wrong PINs, for this number only, also to moves', async () => {
    const { number, pin } = await routed('five-wrong')
    const tries = [1, 2, 3, 4, 5].map((n) => follow(number, wrong(pin, n)))
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect((await follow(number, pin)).body.code).toBe('pin-locked')
    const own = { params: { number, move: 'withdraw' }, body: { pin, words: '自己解决了' } }
    expect((await stack().ask('moveOwnReport', own)).status).toBe(429)
    const other = await routed('not-locked')
    expect((await follow(other.number, other.pin)).status).toBe(200)
    stack().at('2026-03-02 10:00')
    expect((await follow(number, pin)).status).toBe(200)
  })
})
