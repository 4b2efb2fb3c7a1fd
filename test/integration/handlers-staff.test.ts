import { sha256 } from '../../lib/platform/keys.ts'
import { levelOf } from '../../lib/report/report.ts'
import { FORM, GRID, idOf, withCounty } from '../support/given-county.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, submit, routed, stored } = withCounty()

describe('staff', () => {
  const as = (who: string): Asked => ({
    cookies: [`__Host-sid=secret of ${who}`],
    headers: { 'x-fenghuang': 'console' },
  })
  const said = { channel: '电话', note: '已联系,今天下午去看' }
  const move = (key: string, version: number, asked: Asked = as('ann'), body: object = {}) =>
    stack().ask('moveReport', {
      ...asked,
      params: { id: idOf(key) },
      body: { move: 'contact', version, said, ...body },
    })

  test('read a report with its words, and the telephone masked', async () => {
    await routed('read')
    const { body } = await stack().ask('readReport', { ...as('ann'), params: { id: idOf('read') } })
    expect(body).toMatchObject({ words: FORM.words, phone: '138****0000', version: 2, status: 'assigned' })
  })

  test('move it on, and what they said is in the history for staff and sealed in the table', async () => {
    await routed('moved')
    const { status, body } = await move('moved', 2)
    expect([status, body.status, body.version]).toEqual([200, 'contacted', 3])
    expect(body.history.at(-1)).toMatchObject({
      actor: 'ann',
      role: 'community_worker',
      what: 'contact',
      said,
    })
    expect(JSON.stringify(await stored('moved'))).not.toContain('今天下午')
  })

  test('who looked at an older version are told how it is now', async () => {
    await routed('stale')
    await move('stale', 2)
    const { status, body } = await move('stale', 2)
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'changed-meanwhile', current: 'contacted', version: 3 })
  })

  test('who ask for a move that does not exist are told how it is and what is open', async () => {
    await routed('unknown-move')
    const { status, body } = await move('unknown-move', 2, as('ann'), { move: 'explode', said: {} })
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'move-not-allowed',
      current: 'assigned',
      open: expect.arrayContaining(['contact']),
    })
  })

  test.each<[string, Asked, object, number, string]>([
    ['who are not signed in', { headers: { 'x-fenghuang': 'console' } }, {}, 401, 'signed-out'],
    ['who come from another site', { cookies: as('ann').cookies! }, {}, 403, 'origin-refused'],
    ['of another community', as('bob'), {}, 404, 'report-not-found'],
    ['who do not say what the move asks', as('ann'), { said: {} }, 422, 'form-invalid'],
    [
      'who make a move that is not open',
      as('ann'),
      { move: 'resolve', said: { result: '好了' } },
      409,
      'move-not-allowed',
    ],
    [
      'who make a move that does not exist',
      as('ann'),
      { move: 'explode', said: {} },
      409,
      'move-not-allowed',
    ],
  ])('%s change nothing', async (why, asked, body, status, code) => {
    const key = sha256(why).slice(0, 20)
    await routed(key)
    const answered = await move(key, 2, asked, body)
    expect([answered.status, answered.body.code]).toEqual([status, code])
    expect((await stored(key)).version).toBe(2)
  })
})

describe('a deadline that nobody kept', () => {
  test('climbs, and is announced once however often it is swept and ticked', async () => {
    await routed('overdue')
    stack().at('2026-03-02 15:00:01')
    const before = await stored('overdue')
    await stack().run('sweepReports')
    await stack().run('sweepReports')
    while ((await stack().deliver('sla')).length > 0);
    await stack().run('sweepReports')
    expect(await stack().deliver('sla')).toEqual([])
    const { value, version } = await stored('overdue')
    expect([levelOf(value), version]).toEqual(['grid', before.version + 1])
    const announced = []
    for (let some = await stack().deliver('alerts'); some.length > 0; some = await stack().deliver('alerts'))
      announced.push(
        ...some.filter(({ subject, type }) => subject === idOf('overdue') && type === 'report.escalated'),
      )
    expect(announced).toMatchObject([
      {
        type: 'report.escalated',
        data: { clock: 'contact', from: 'assignee', to: 'grid', gridId: GRID.id },
      },
    ])
  })
})

describe('a message nobody can read', () => {
  test('rests in the dead queue after its attempts, and holds up nobody', async () => {
    await stack().send('routing', '{"type":"report.exploded"}')
    await submit('beside-poison')
    for (let attempt = 0; attempt < 6; attempt++) await stack().deliver('routing')
    expect(await stack().dead('routing')).toEqual(['{"type":"report.exploded"}'])
    expect((await stored('beside-poison')).value.status).toBe('assigned')
  })
})
