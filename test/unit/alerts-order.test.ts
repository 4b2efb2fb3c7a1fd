import fc from 'fast-check'
import { placeOf } from '../../functions/alerts/sign.ts'
import type { Alert } from '../../lib/alerts/alert.ts'
import { sequenceOf } from '../../lib/alerts/alert.ts'
import type { Outgoing } from '../../lib/alerts/channels.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { behind, laneOf } from '../../lib/alerts/lane.ts'
import { later, MINUTE, SECOND } from '../../lib/kernel/instant.ts'
import { seal } from '../../lib/platform/keys.ts'
import { make } from '../../lib/report/decide.ts'
import {
  alertRoom,
  anEndpoint,
  COUNTY,
  escalated,
  HANGING,
  NUDGE,
  OK,
  STREET,
  terms,
} from '../support/alert-room.ts'
import { at, SOME_KEYS } from '../support/builders.ts'

const feed = () =>
  anEndpoint('feed', COUNTY, {
    kind: 'standard-webhook',
    url: 'https://hooks.example.org/feed',
    sealedSecret: seal('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', placeOf('feed', 'secret'), SOME_KEYS),
    events: ['case.*'],
  })
/** Which event of the report a webhook was told, at each attempt. */
const sequencesIn = (posted: readonly Outgoing[]) =>
  posted.map(({ body }) => JSON.parse(body).data.sequence as number)
const firsts = (sequences: readonly number[]) => [...new Set(sequences)]

/** The report is routed (2), climbs (3), somebody calls (4) and begins (5): four events of one report. */
async function busy(room: ReturnType<typeof alertRoom>) {
  const id = await escalated(room)
  const cause = { id: 'desk', actor: 'worker', role: 'staff' }
  for (const move of ['contact', 'start'])
    await room.ledgerOfReports.change(id, cause, (report, now) =>
      make(report!, { move, mover: 'staff', levels: ['grid'] }, now, terms),
    )
}

describe('what an endpoint hears about a report', () => {
  test('is in order when a later event is told first: what came before goes with it', async () => {
    const room = alertRoom('2026-11-23 09:00', { endpoints: [feed()], target: () => OK })
    room.losing(({ id, type }) => type === 'delivery.due' || ['0a1b2c.2.0', '0a1b2c.3.0'].includes(id))
    await busy(room)
    room.losing(() => false)
    await room.run()
    expect(sequencesIn(room.posted)).toEqual([200, 300, 400, 500])
  })

  test('is in order when the nudge of an earlier one is lost', async () => {
    const room = alertRoom('2026-11-23 09:00', { endpoints: [feed()], target: () => OK })
    room.losing(({ id }) => id.startsWith('delivery.due.0a1b2c.2.0'))
    await busy(room)
    await room.run()
    expect(sequencesIn(room.posted)).toEqual([200, 300, 400, 500])
  })

  test('waits for an attempt that is on its way, and for no second one', async () => {
    const room = alertRoom('2026-11-23 09:00', { endpoints: [feed()], target: () => HANGING })
    room.losing(({ type }) => type === 'delivery.due')
    await escalated(room)
    await room.run()
    const [first, second] = room.deliveries.all() as [Delivery, Delivery]
    // Somebody else is at the first one now.
    await room.deliveries.claim(first, later(room.now(), 90 * SECOND))
    room.losing(() => false)
    await room.hear({ ...NUDGE, data: { ids: [second.id], dueAt: room.now() } })
    expect(room.posted).toEqual([])
    await room.deliveries.record(first.id, 1, {
      status: 'pending',
      answer: 'no answer in time',
      answeredAt: room.now(),
      dueAt: later(room.now(), 5 * MINUTE),
    })
    await room.goTo(later(room.now(), 10 * SECOND))
    expect(sequencesIn(room.posted)).toEqual([300])
  })

  test('whatever is lost, late or refused: each first attempt follows those before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.constantFrom(OK, OK, HANGING)),
        async (lost, answers) => {
          const [loses, answer] = [lost[Symbol.iterator](), answers[Symbol.iterator]()]
          const room = alertRoom('2026-11-23 09:00', {
            endpoints: [feed()],
            target: () => answer.next().value!,
          })
          room.losing(() => loses.next().value!)
          await busy(room)
          await room.run()
          room.losing(() => false)
          for (let minute = 0; minute < 3; minute++) {
            await room.payDebts()
            await room.goTo(later(room.now(), MINUTE))
            await room.sweep()
          }
          expect(firsts(sequencesIn(room.posted))).toEqual([200, 300, 400, 500])
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a lane', () => {
  test('is one endpoint and one report, known from the id of a delivery', () => {
    expect([laneOf('r1.12.0~feed'), laneOf('r1.3.1~feed')]).toEqual(['r1~feed', 'r1~feed'])
    expect(laneOf('group-disabled-20260302~feed')).toBe('group-disabled-20260302~feed')
  })

  const delivery = (version: number, about: Partial<Delivery> = {}) => {
    const data = {
      category: 'parking',
      number: 'JY',
      move: 'contact',
      from: 'assigned',
      to: 'contacted',
    } as const
    const body: Alert = {
      id: `r.${version}.0`,
      type: 'report.moved',
      at: at('2026-11-23 23:00'),
      subject: 'r',
      causedBy: 'c',
      data: { ...data, ...(about.crowded === undefined && { urgent: true }) },
    }
    return { id: `${body.id}~e`, status: 'pending', attempts: 0, body, ...about } as Delivery
  }
  const waiting = (ready: Delivery[], lane: Delivery[]) =>
    [...behind(ready, lane).keys()].map(({ body }) => sequenceOf(body))

  test('lets an urgent alert pass one that sleeps, and nothing else', () => {
    const [sleeping, urgent, plain] = [
      delivery(1, { crowded: true }),
      delivery(2),
      delivery(3, { crowded: false }),
    ]
    expect(waiting([urgent, plain], [sleeping, urgent, plain])).toEqual([300])
  })

  test('waits for nothing that had its first attempt', () => {
    const tried = delivery(1, { answeredAt: at('2026-11-23 23:01'), attempts: 1 })
    expect(waiting([delivery(2)], [tried, delivery(2)])).toEqual([])
  })
})

test('one digest says in the morning what a group slept through, however many deliverers wake up', async () => {
  const quiet = { from: '22:00', until: '07:00' }
  const group = anEndpoint('group', STREET, { quiet, events: ['case.*'] })
  const room = alertRoom('2026-11-23 23:00', { endpoints: [group], target: () => OK })
  await busy(room)
  await room.run()
  expect(room.posted).toEqual([])
  await room.goTo(at('2026-11-24 07:00'))
  const ids = room.deliveries.all().map(({ id }) => id)
  expect(ids).toHaveLength(4)
  await Promise.all(ids.map((id) => room.hear({ ...NUDGE, data: { ids: [id], dueAt: room.now() } })))
  expect(room.posted).toHaveLength(1)
  expect(room.posted[0]!.body).toContain('汇总：4 条通知')
  expect(new Set(room.deliveries.all().map(({ status }) => status))).toEqual(new Set(['delivered']))
})
