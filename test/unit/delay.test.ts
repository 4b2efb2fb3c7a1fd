import { shanghai } from '../../lib/kernel/instant.ts'
import {
  type Clock,
  extendClock,
  fixClock,
  pauseClock,
  resumeClock,
  settleClock,
  startClock,
  stopClock,
} from '../../lib/sla/clock.ts'
import { delayOf } from '../../lib/sla/delay.ts'
import { TERMS } from '../support/given.ts'

const { calendar, policy } = TERMS
const RECEIVED = shanghai('2026-03-02 09:00')
const own = policy.classes.dispute.resolve!
const began = startClock(RECEIVED, own, calendar)
const said = (clock: Clock) => delayOf(clock, RECEIVED, own, calendar)

const held = pauseClock(began, shanghai('2026-03-03 09:00'), { why: 'awaiting_third_party' }, own, calendar)
const waited = resumeClock(held, shanghai('2026-03-05 09:00'), own, calendar)

describe('a resident is told why it takes longer', () => {
  test('after a wait and more time: both, and what was first promised', () => {
    expect(said(extendClock(waited, 3, own, calendar))).toEqual({
      zh: '原来答应在 2026年3月11日 17:30 前办结，现在推迟了：2026年3月3日至2026年3月5日等第三方；经批准延期。',
      en: 'First promised by 2026-03-11 17:30; later now: waiting for a third party from 2026-03-03 to 2026-03-05; more time was granted.',
    })
  })

  test('after a missed deadline: who sees to it now', () => {
    const { clock } = settleClock(began, shanghai('2026-03-12 09:00'), own, calendar)
    expect(said(clock)?.zh).toBe(
      '原来答应在 2026年3月11日 17:30 前办结，现在推迟了：没有按时办完，已由网格督促办理。',
    )
  })

  test('when another day was agreed on', () => {
    expect(said(fixClock(began, shanghai('2026-03-20 10:00'), own, calendar))?.zh).toContain('另行约定了时间')
  })
})

test.each([
  ['it is on time', began],
  ['it waits', held],
  ['it is done', stopClock(waited, shanghai('2026-03-06 09:00'))],
  ['it was agreed on for an earlier day', fixClock(began, shanghai('2026-03-04 10:00'), own, calendar)],
])('a resident is told nothing when %s', (_, clock) => {
  expect(said(clock)).toBeUndefined()
})
