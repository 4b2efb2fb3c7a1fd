import { shanghai } from '../../lib/kernel/instant.ts'
import { deadlinesOf } from '../../lib/report/deadlines.ts'
import { make, receive, route, tick } from '../../lib/report/decide.ts'
import { dueOf, levelOf } from '../../lib/report/report.ts'
import { aReport, aReportForm, MONDAY, PHOENIX, refusalOf, TERMS } from '../support/given.ts'
import { disputeOpened, opened } from '../support/report.ts'

const FOUND = {
  gridId: PHOENIX,
  trace: [
    { by: 'code' as const, found: true, gridId: PHOENIX, why: '因为二维码贴在「3号楼」' },
    { by: 'point' as const, found: true, gridId: '371724001005001', why: '因为定位落在这个网格内' },
  ],
  flags: [],
}
const NOWHERE = {
  trace: [{ by: 'point' as const, found: false, why: '定位不在本县范围内' }],
  flags: ['outside-county' as const],
}

describe('a report that comes in', () => {
  const { value, events, what } = receive(aReportForm(), MONDAY, TERMS)

  test('is received, with both clocks running from that moment under the policy of the day', () => {
    expect(value).toMatchObject({ status: 'received', receivedAt: MONDAY, policy: 'default-2', trace: [] })
    expect(deadlinesOf(value)).toEqual({
      contactBy: shanghai('2026-03-02 15:00'),
      resolveBy: shanghai('2026-03-11 17:30'),
      provisional: false,
    })
    expect(dueOf(value)).toBe(shanghai('2026-03-02 09:30'))
  })

  test('tells routing its category and nothing about the person', () => {
    expect(what).toBe('receive')
    expect(events).toEqual([{ type: 'report.received', data: { category: 'parking' } }])
  })
})

describe('routing', () => {
  test('gives the report to the grid, keeps its clocks, and says why by the clue that decided', () => {
    const routed = route(aReport(), FOUND, shanghai('2026-03-02 09:01'), TERMS)!
    expect(routed.value).toMatchObject({ status: 'assigned', gridId: PHOENIX, trace: FOUND.trace })
    const { screening, ...clocks } = aReport().clocks
    expect(routed.value.clocks).toEqual(clocks)
    expect(screening).toMatchObject({ phase: 'running', dueAt: shanghai('2026-03-02 09:30') })
    expect(routed).toMatchObject({ what: 'route', why: '因为二维码贴在「3号楼」' })
    expect(routed.events).toEqual([
      {
        type: 'report.moved',
        data: {
          move: 'route',
          from: 'received',
          to: 'assigned',
          category: 'parking',
          number: aReport().number,
          gridId: PHOENIX,
          dueAt: shanghai('2026-03-02 15:00'),
        },
      },
    ])
  })

  test('a second time is nothing', () => {
    const { value } = route(aReport(), FOUND, MONDAY, TERMS)!
    expect(route(value, { ...FOUND, gridId: '371724001005001' }, MONDAY, TERMS)).toBeUndefined()
  })

  test('leaves what has no place to whoever takes it, and counts how long nobody does', () => {
    const { value, why } = route(aReport(), NOWHERE, MONDAY, TERMS)!
    expect(value.status).toBe('screened')
    expect(value).not.toHaveProperty('gridId')
    expect(why).toBe('没有可用的位置线索')
    expect(dueOf(value)).toBe(shanghai('2026-03-02 10:00'))
    expect(tick(value, shanghai('2026-03-02 10:00'), TERMS)!.events).toMatchObject([
      { type: 'report.escalated', data: { clock: 'unrouted', from: 'assignee', to: 'grid' } },
    ])
  })

  test('adds its flags to those of the form, each once', () => {
    const forged = aReport({ flags: ['code-forged', 'outside-county'] })
    expect(route(forged, NOWHERE, MONDAY, TERMS)!.value.flags).toEqual(['code-forged', 'outside-county'])
  })

  test('that comes too late announces the missed deadline before the move', () => {
    const { events } = route(aReport(), FOUND, shanghai('2026-03-02 09:45'), TERMS)!
    expect(events.map(({ type }) => type)).toEqual(['report.escalated', 'report.moved'])
    expect(events[0]!.data).toMatchObject({ gridId: PHOENIX })
  })
})

/** In its grid since Monday at nine, and nobody has called yet. */
const atWork = () => route(aReport(), FOUND, MONDAY, TERMS)!.value

describe('a tick', () => {
  test('before any deadline writes nothing', () => {
    expect(tick(aReport(), shanghai('2026-03-02 09:29'), TERMS)).toBeUndefined()
  })

  test('after a deadline names the clock, the rung and where it is', () => {
    const { events, what, why, value } = tick(
      make(atWork(), { move: 'accept', mover: 'staff' }, shanghai('2026-03-02 14:30'), TERMS).value,
      shanghai('2026-03-02 15:00'),
      TERMS,
    )!
    expect([what, why, levelOf(value)]).toEqual(['escalate', 'contact 时限已过', 'grid'])
    expect(events).toEqual([
      {
        type: 'report.escalated',
        data: {
          clock: 'contact',
          category: 'parking',
          number: aReport().number,
          gridId: PHOENIX,
          from: 'assignee',
          to: 'grid',
          missedAt: shanghai('2026-03-02 15:00'),
          dueAt: shanghai('2026-03-03 15:00'),
        },
      },
    ])
  })
})

describe('the first contact', () => {
  test('never pauses: whoever waits for somebody has called before, or climbs', () => {
    const waiting = aReport({ status: 'contacted' })
    const { value } = make(waiting, { move: 'wait', mover: 'staff' }, shanghai('2026-03-02 10:00'), TERMS)
    expect(value.clocks.contact).toEqual(waiting.clocks.contact)
    expect(value.clocks.resolve?.phase).toBe('paused')
  })

  test('once made is not due again when the matter is reopened', () => {
    workedOn().at('2026-03-04 09:00', 'reopen', 'resident').clockIs('stopped').clockIs('running', 'resolve')
  })
})

describe('a wait for the resident', () => {
  test('gives the unit back what was left when the answer comes', () => {
    disputeOpened('2026-03-02 09:00')
      .isDue('2026-03-11 17:30', 'resolve')
      .at('2026-03-02 10:00', 'contact')
      .at('2026-03-02 11:00', 'ask')
      .is('awaiting_reporter')
      .clockIs('paused', 'resolve')
      .at('2026-03-06 11:00', 'answer', 'resident')
      .is('in_progress')
      .isDue('2026-03-17 17:30', 'resolve')
  })

  test('does not stop the law: a suggestion is answered in fifteen days all the same', () => {
    opened('suggestion', '2026-03-02 09:00')
      .at('2026-03-02 10:00', 'contact')
      .at('2026-03-02 11:00', 'ask')
      .isDue('2026-03-18 00:00', 'resolve')
  })
})

describe('reopening', () => {
  test.each([
    ['the day after', '2026-03-04 09:00', true],
    ['at the last moment of the fifteenth day', '2026-03-18 15:00', true],
    ['a minute later', '2026-03-18 15:01', false],
  ])('is open to the resident %s', (_, when, isOpen) => {
    if (isOpen) workedOn().at(when, 'reopen', 'resident').is('reopened')
    else expect(refusalOf(() => workedOn().at(when, 'reopen', 'resident'))).toMatchObject({ open: [] })
  })

  test('counts from the closing when there was one', () => {
    workedOn()
      .at('2026-03-10 09:00', 'close', 'system')
      .at('2026-03-25 08:00', 'reopen', 'resident')
      .is('reopened')
  })

  test('leaves no end behind', () => {
    const over = aReport({ status: 'closed', endedAt: MONDAY })
    const { value } = make(over, { move: 'reopen', mover: 'staff' }, MONDAY, TERMS)
    expect(value).not.toHaveProperty('endedAt')
  })

  test('is open to staff at any time', () => {
    workedOn().at('2026-06-01 09:00', 'reopen').is('reopened')
  })

  test('starts the fifteen days anew when it is resolved again', () => {
    workedOn()
      .at('2026-03-10 09:00', 'reopen', 'resident')
      .at('2026-03-10 10:00', 'start')
      .at('2026-03-10 11:00', 'resolve')
      .at('2026-03-24 09:00', 'reopen', 'resident')
      .is('reopened')
  })
})

const workedOn = () =>
  disputeOpened('2026-03-02 09:00')
    .at('2026-03-02 10:00', 'contact')
    .at('2026-03-02 11:00', 'start')
    .at('2026-03-03 15:00', 'resolve')
    .is('resolved')
