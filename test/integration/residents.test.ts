import { sha256 } from '../../lib/platform/keys.ts'
import { GRID, idOf, TOKEN, withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, submit, routed, stored } = withCounty()

const as = (who: string): Asked => ({
  cookies: [`__Host-sid=secret of ${who}`],
  headers: { 'x-fenghuang': 'console' },
})
const keyed = (key: string, asked: Asked = {}): Asked => ({
  ...asked,
  headers: { ...asked.headers, 'Idempotency-Key': key },
})
const open = (number: string, pin: string) => stack().ask('openReport', { params: { number }, body: { pin } })
const similar = (about: object = {}) =>
  stack().ask('findSimilar', { body: { category: 'parking', token: TOKEN, ...about } })
const support = (number: string, key: string) =>
  stack().ask('supportReport', keyed(key, { params: { number } }))

describe('a neighbour has said it already', () => {
  test('whoever stands at the same door is shown that, and nothing of what was said', async () => {
    const { number } = await routed('similar', { category: 'debt' })
    const { body } = await similar({ category: 'debt' })
    expect(body.items).toEqual([
      {
        number,
        category: 'debt',
        status: 'assigned',
        receivedAt: '2026-03-02T01:00:00.000Z',
        metres: 0,
        supporters: 0,
      },
    ])
    expect((await similar({ category: 'noise' })).body.items).toEqual([])
    expect((await similar({ category: 'debt', token: 'forged' })).body.items).toEqual([])
    stack().at('2026-03-17 09:00')
    expect((await similar({ category: 'debt' })).body.items).toEqual([])
  })

  test('a "me too" is one neighbour however often it is pressed, with a PIN of their own that shows the outcome', async () => {
    const { number, pin } = await routed('supported')
    const once = await support(number, 'neighbour-one')
    expect(await support(number, 'neighbour-one')).toEqual(once)
    const { body: second } = await support(number, 'neighbour-two')
    expect(new Set([pin, once.body.pin, second.pin]).size).toBe(3)
    expect((await stored('supported')).value.supporters).toHaveLength(2)

    const { status, body } = await open(number, second.pin)
    expect([status, body.isSupporter, body.open]).toEqual([200, true, []])
    const own = { params: { number, move: 'withdraw' }, body: { pin: second.pin, words: '不要了' } }
    expect((await stack().ask('moveOwnReport', own)).body.code).toBe('move-not-allowed')
    const data = { params: { number }, body: { pin: second.pin } }
    expect((await stack().ask('ownData', data)).body.code).toBe('report-not-found')
  })
})

describe('how it went', () => {
  const rate = (number: string, pin: string, body: object) =>
    stack().ask('moveOwnReport', { params: { number, move: 'rate' }, body: { pin, ...body } })
  const move = (name: string, said: object) => async (key: string) => {
    const { version } = await stored(key)
    await stack().ask('moveReport', {
      ...as('ann'),
      params: { id: idOf(key) },
      body: { move: name, version, said },
    })
  }
  const resolved = async (key: string) => {
    const sent = await routed(key)
    await move('contact', { channel: '电话', note: '已联系' })(key)
    await move('start', { note: '去看' })(key)
    await move('resolve', { result: '车挪走了' })(key)
    return sent
  }

  test('a low rating owes a call-back that staff see, and is given once', async () => {
    const { number, pin } = await resolved('rated-low')
    expect((await open(number, pin)).body.canRate).toBe(true)
    expect((await rate(number, pin, {})).body.errors[0].pointer).toBe('/level')
    const { body } = await rate(number, pin, { level: 1, words: '又停回来了' })
    expect([body.canRate, body.rating.level]).toEqual([false, 1])
    expect((await rate(number, pin, { level: 5 })).body.code).toBe('move-not-allowed')
    const page = await stack().ask('readReport', { ...as('ann'), params: { id: idOf('rated-low') } })
    expect(page.body.rating).toMatchObject({ level: 1, callBackBy: '2026-03-03T09:30:00.000Z' })
    expect(page.body.history.at(-1)).toMatchObject({ what: 'rate', said: { note: '又停回来了' } })
  })
})

describe('a person’s own data', () => {
  const data = (number: string, pin: string, about: object = {}) =>
    stack().ask('ownData', { params: { number }, body: { pin, ...about } })

  test('can be read, corrected and erased with the PIN, and staff see it so', async () => {
    const { number, pin } = await routed('own-data', { consent: '2026-11', answers: { exit: 'yes', x: 'y' } })
    expect((await data(number, pin)).body).toMatchObject({
      contact: { phone: '13800000000' },
      answers: ['挡住消防通道了吗？是'],
      consent: '2026-11',
    })
    const corrected = await data(number, pin, { contact: { phone: '13900001111', name: '王姐' } })
    expect(corrected.body.contact).toEqual({ phone: '13900001111', name: '王姐' })
    expect((await data(number, pin, { contact: null })).body.contact).toBeUndefined()
    const page = await stack().ask('readReport', { ...as('ann'), params: { id: idOf('own-data') } })
    expect([page.body.phone, page.body.name]).toEqual([undefined, undefined])
    expect(page.body.history.map(({ what }: { what: string }) => what).slice(-2)).toEqual([
      'correct',
      'erase',
    ])
  })
})

describe('somebody who calls or comes in', () => {
  const enter = (key: string, body: object, who = 'ann') =>
    stack().ask('enterReport', keyed(key, { ...as(who), body }))
  const form = { category: 'noise', words: '楼下夜里装修', grid: GRID.id, source: 'phone_call' }

  test('is written down by staff, routed as picked, and the source and the writer are kept', async () => {
    const { status, body } = await enter('a-call-at-nine', form)
    expect(status).toBe(201)
    await stack().deliver('routing')
    const id = sha256('report.ann.a-call-at-nine').slice(0, 32)
    const { value } = (await stack().reports.find(id))!
    expect([value.source, value.gridId, value.number]).toEqual(['phone_call', GRID.id, body.number])
    const page = await stack().ask('readReport', { ...as('ann'), params: { id } })
    expect(page.body).toMatchObject({
      source: 'phone_call',
      history: [{ what: 'receive', actor: 'ann' }, {}],
    })
    expect((await open(body.number, body.pin)).status).toBe(200)
  })

  test('about an official is not written down by those it may be about', async () => {
    expect((await enter('about-us', { ...form, category: 'conduct' })).body.code).toBe('not-allowed')
    expect((await stack().ask('enterReport', keyed('not-signed-in', { body: form }))).status).toBe(403)
  })
})

describe('picking a place', () => {
  const names = async (query: object) => {
    const { body } = await stack().ask('listPlaces', { query: query as Record<string, string> })
    return body.items.map(({ id, name }: { id: string; name: string }) => `${id} ${name}`)
  }
  test('goes from street to community to grid to what is posted there, without what was revoked', async () => {
    expect(await names({})).toEqual(['371724001 凤凰街道'])
    expect(await names({ area: '371724001' })).toEqual(['371724001001 社区1', '371724001002 社区2'])
    expect((await names({ area: '371724001001' }))[0]).toBe(`${GRID.id} ${GRID.name}`)
    expect(await names({ area: GRID.id })).toEqual([`phoenix1 ${GRID.id} 1 号楼`])
  })
})

describe('what is said about an official', () => {
  const secret = { category: 'conduct', words: '网格员收了钱才给办事' }
  const list = (who: string, query: object = {}) =>
    stack().ask('listReports', { ...as(who), query: query as Record<string, string> })

  /** Whatever waits to be told, of any report. */
  const heard = async () => {
    const all = []
    for (let some = await stack().deliver('alerts'); some.length > 0; some = await stack().deliver('alerts'))
      all.push(...some)
    return all
  }

  test('reaches the inspector and nobody else: no list, no page, no move, no queue, no neighbour', async () => {
    const before = (await list('ann')).body.items.length
    const { status, body } = await submit('accused', secret)
    expect(status).toBe(201)
    expect(body).toEqual({
      number: expect.stringMatching(/^JY-260302-.{4}-.$/),
      pin: expect.stringMatching(/^\d{6}$/),
      receivedAt: '2026-03-02T01:00:00.000Z',
      provisional: false,
      flags: [],
    })
    const { value, owed } = await stored('accused')
    expect([value.gridId, owed]).toEqual([undefined, { messages: [], history: [] }])
    expect(await stack().deliver('routing')).toEqual([])
    expect((await heard()).filter(({ subject }) => subject === idOf('accused'))).toEqual([])

    const id = idOf('accused')
    for (const who of ['ann', 'county', 'admin']) {
      const page = await stack().ask('readReport', { ...as(who), params: { id } })
      expect([who, page.status, page.body.code]).toEqual([who, 404, 'report-not-found'])
      const order = { move: 'contact', version: 1, said: { channel: '电话', note: '听说有人告我' } }
      const moved = await stack().ask('moveReport', { ...as(who), params: { id }, body: order })
      expect(moved.status).toBe(404)
    }
    expect((await list('ann')).body.items).toHaveLength(before)
    for (const query of [{}, { raised: 'yes' }, { area: '371724' }])
      expect(JSON.stringify((await list('county', query)).body)).not.toContain(id)
    for (const area of ['confidential', '371724'])
      expect((await list('ann', { area })).status).toBeGreaterThanOrEqual(403)
    expect((await support(body.number, 'curious-one')).body.code).toBe('report-not-found')
    expect((await similar({ category: 'conduct' })).body.items).toEqual([])
  })

  test('is listed, read and worked by the inspector, who sees nothing else, and no group hears of it', async () => {
    await routed('ordinary')
    const { body: sent } = await submit('listed', secret)
    const { body } = await list('inspector')
    expect(body.items.map(({ category }: { category: string }) => category)).toEqual(
      body.items.map(() => 'conduct'),
    )
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(idOf('listed'))
    const ordinary = { ...as('inspector'), params: { id: idOf('ordinary') } }
    expect((await stack().ask('readReport', ordinary)).status).toBe(404)

    const said = { channel: '电话', note: '已和举报人联系' }
    const mine = { ...as('inspector'), params: { id: idOf('listed') } }
    const moved = await stack().ask('moveReport', { ...mine, body: { move: 'contact', version: 1, said } })
    expect([moved.status, moved.body.words]).toEqual([200, secret.words])
    expect((await heard()).filter(({ subject }) => subject === idOf('listed'))).toEqual([])
    stack().at('2026-06-01 09:00')
    await stack().run('sweepReports')
    expect((await open(sent.number, sent.pin)).body).toMatchObject({
      status: 'contacted',
      provisional: false,
    })
  })
})
