import { shanghai } from '../../lib/kernel/instant.ts'
import { type ClockTerms, WAITS } from '../../lib/sla/policy.ts'
import { clockStarted, FIFTEEN_DAYS, ONE_HOUR_ON_THE_WALL } from '../support/given-clock.ts'
import { disputeOpened } from '../support/report.ts'

describe('a dispute', () => {
  test('opened on Saturday afternoon before the festival is due on the first day back', () => {
    disputeOpened('2026-02-14 15:00').isDue('2026-02-24 10:00')
  })

  test('opened at night is due as if it were opened in the morning', () => {
    disputeOpened('2026-03-02 02:00').isDue('2026-03-02 14:30')
  })

  test('climbs one rung when its deadline passes, and only once however often it is ticked', () => {
    disputeOpened('2026-03-02 09:00')
      .at('2026-03-02 14:59', 'tick')
      .hasClimbedTo('assignee')
      .at('2026-03-02 15:00', 'tick')
      .at('2026-03-02 15:00', 'tick')
      .at('2026-03-02 15:01', 'tick')
      .hasClimbedTo('grid')
      .hasAnnounced(1)
      .isDue('2026-03-03 15:00')
  })

  test('cannot be moved on out of a deadline it has already missed', () => {
    disputeOpened('2026-03-02 09:00')
      .at('2026-03-02 16:00', 'contact')
      .is('contacted')
      .hasClimbedTo('grid')
      .hasAnnounced(1)
      .clockIs('stopped')
  })
})

describe('a rung', () => {
  test('counts from the missed deadline, not from the late tick', () => {
    clockStarted('2026-03-02 09:00')
      .at('2026-03-03 10:00', 'tick')
      .hasClimbed('grid')
      .isDue('2026-03-03 15:00')
  })

  test('is climbed together with the next ones when nobody ticked for days', () => {
    clockStarted('2026-03-02 09:00')
      .at('2026-03-03 15:00', 'tick')
      .hasClimbed('grid', 'community')
      .isDue('2026-03-04 15:00')
  })

  test('above the county is nobody: the clock is exhausted, and says so once', () => {
    const told = clockStarted('2026-03-02 09:00')
      .at('2026-03-09 09:00', 'tick')
      .at('2026-03-10 09:00', 'tick')
      .hasClimbed('grid', 'community', 'street', 'county', 'nobody')
    expect(told.clock).toEqual({
      phase: 'exhausted',
      level: 'county',
      start: shanghai('2026-03-05 15:00'),
      missedAt: shanghai('2026-03-06 15:00'),
    })
  })

  test('on the wall is as long at night as by day', () => {
    clockStarted('2026-03-02 23:30', ONE_HOUR_ON_THE_WALL)
      .isDue('2026-03-03 00:30')
      .at('2026-03-03 00:31', 'tick')
      .isDue('2026-03-03 01:00')
  })
})

describe('a paused clock', () => {
  test('keeps what was left of its working time', () => {
    clockStarted('2026-03-02 09:00')
      .at('2026-03-02 10:00', 'pause')
      .is('paused')
      .at('2026-03-05 14:00', 'resume')
      .isDue('2026-03-05 17:00')
  })

  test('keeps what was left on the wall', () => {
    clockStarted('2026-03-02 09:00', ONE_HOUR_ON_THE_WALL)
      .at('2026-03-02 09:20', 'pause')
      .at('2026-03-02 22:00', 'resume')
      .isDue('2026-03-02 22:40')
  })

  test('keeps it however often it is paused again', () => {
    clockStarted('2026-03-02 09:00')
      .at('2026-03-02 10:00', 'pause')
      .at('2026-03-02 11:00', 'pause')
      .at('2026-03-03 08:30', 'resume')
      .at('2026-03-03 09:30', 'resume')
      .isDue('2026-03-03 11:30')
  })

  test('does not climb while it waits, and goes on by itself when it has waited as long as it may', () => {
    clockStarted('2026-03-02 09:00')
      .at('2026-03-02 10:00', 'pause')
      .at('2026-03-16 17:29', 'tick')
      .hasClimbed()
      .is('paused')
      .at('2026-03-16 17:30', 'tick')
      .isDue('2026-03-17 11:30')
  })

  test('goes on by itself on the day that was named', () => {
    clockStarted('2026-03-02 09:00')
      .at('2026-03-02 10:00', { until: '2026-03-04 09:00' })
      .at('2026-03-04 11:00', 'tick')
      .isDue('2026-03-04 12:00')
      .hasClimbed()
  })

  test('had no way out of a deadline it had already missed', () => {
    clockStarted('2026-03-02 09:00').at('2026-03-02 16:00', 'pause').hasClimbed('grid').is('paused')
  })
})

describe('a clock of the law', () => {
  test('never pauses', () => {
    clockStarted('2026-03-02 09:00', FIFTEEN_DAYS)
      .at('2026-03-05 09:00', 'pause')
      .is('running')
      .isDue('2026-03-18 00:00')
  })

  test('gives those above working days once it is missed, and they do not wait either', () => {
    clockStarted('2026-03-02 09:00', FIFTEEN_DAYS)
      .at('2026-03-18 08:00', 'tick')
      .isDue('2026-03-25 17:30')
      .at('2026-03-18 09:30', 'pause')
      .is('running')
  })
})

describe('a stopped clock', () => {
  const stopped = clockStarted('2026-03-02 09:00').at('2026-03-02 14:30', 'stop')

  test('does not climb any more', () => {
    stopped.is('stopped').at('2026-03-20 09:00', 'tick').hasClimbed()
  })

  test('gives a reopened matter at least half a rung', () => {
    stopped.at('2026-03-04 08:30', 'resume').isDue('2026-03-04 12:00')
  })

  test('gives a reopened matter what was left, when that is more', () => {
    clockStarted('2026-03-02 08:30')
      .at('2026-03-02 08:45', 'stop')
      .at('2026-03-04 08:30', 'resume')
      .isDue('2026-03-04 14:15')
  })

  test('remembers when it was stopped first', () => {
    expect(stopped.at('2026-03-03 09:00', 'stop').clock).toEqual(stopped.clock)
  })

  test('of the county that had missed its deadline runs again at the county', () => {
    clockStarted('2026-03-02 09:00')
      .at('2026-03-09 09:00', 'stop')
      .at('2026-03-10 08:30', 'resume')
      .hasClimbed('grid', 'community', 'street', 'county', 'nobody')
      .isDue('2026-03-10 12:00')
      .at('2026-03-10 12:00', 'tick')
      .hasClimbed('grid', 'community', 'street', 'county', 'nobody', 'nobody')
  })
})

describe('a wait in working days', () => {
  const twoDays: ClockTerms = { within: { kind: 'days', amount: 2 }, pauses: WAITS }

  test.each([
    [
      'that began on the last day before anybody worked, and ended on a Sunday',
      '2026-03-06 01:00',
      '2026-03-08 12:00',
      '2026-03-09 17:30',
    ],
    ['that took the last day up to its evening', '2026-03-06 08:00', '2026-03-06 20:00', '2026-03-09 17:30'],
    ['within a day', '2026-03-05 09:00', '2026-03-05 17:00', '2026-03-06 17:30'],
    ['over a night', '2026-03-05 18:00', '2026-03-06 08:00', '2026-03-06 17:30'],
    ['over a whole working day', '2026-03-05 09:00', '2026-03-06 09:00', '2026-03-09 17:30'],
    ['over the weekend', '2026-03-06 17:00', '2026-03-09 09:00', '2026-03-09 17:30'],
  ])('%s leaves as many closes of business as there were', (_, from, to, due) => {
    clockStarted('2026-03-04 09:00', twoDays)
      .isDue('2026-03-06 17:30')
      .at(from, { until: '2026-03-11 09:00' })
      .at(to, 'resume')
      .isDue(due)
  })
})
