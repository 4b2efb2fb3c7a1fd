import { shanghai } from '../../lib/kernel/instant.ts'
import type { Tenure } from '../../lib/staff/holders.ts'
import {
  abolish,
  appoint,
  dismiss,
  dueOf,
  endLeave,
  grantLeave,
  reestablish,
  rightsOf,
  type StoredPost,
  tick,
  vacanciesOf,
} from '../../lib/staff/post.ts'

const day = (wallClock: string) => shanghai(`2026-${wallClock}`)
const NOW = day('03-01 09:00')
const empty: StoredPost = {
  id: 'post',
  role: 'grid_worker',
  area: '371724001005001',
  place: '凤凰街道 凤凰社区第一网格',
  status: 'vacant',
  establishedAt: day('01-01 00:00'),
  tenures: [],
  leaves: [],
}
const wang: Tenure = { staffId: 'wang', from: day('01-01 00:00') }
const held = appoint(empty, wang, NOW).value

describe('appointing', () => {
  test('fills the post and says that it changed, and to whom nothing', () => {
    const { value, events } = appoint(empty, wang, NOW)
    expect(value).toMatchObject({ status: 'held', tenures: [wang] })
    expect(events).toEqual([{ type: 'post.changed', data: { role: 'grid_worker', area: '371724001005001' } }])
  })
  test('a successor ends the open tenure on the day the new one begins', () => {
    const { tenures } = appoint(held, { staffId: 'li', from: day('04-01 00:00') }, NOW).value
    expect(tenures).toEqual([
      { ...wang, until: day('04-01 00:00') },
      { staffId: 'li', from: day('04-01 00:00') },
    ])
  })
  test('into a time that is somebody else’s is refused', () => {
    const fixed = appoint(empty, { ...wang, until: day('06-01 00:00') }, NOW).value
    const rival = { staffId: 'li', from: day('05-31 00:00') }
    expect(() => appoint(fixed, rival, NOW)).toThrow('tenure-overlaps')
    expect(() => appoint(held, { staffId: 'li', from: wang.from }, NOW)).toThrow('tenure-overlaps')
  })
  test('any number of volunteers, each once', () => {
    const many: StoredPost = { ...empty, role: 'volunteer' }
    const two = appoint(appoint(many, wang, NOW).value, { ...wang, staffId: 'li' }, NOW).value
    expect(two.tenures).toHaveLength(2)
    expect(() => appoint(two, { ...wang, from: NOW }, NOW)).toThrow('tenure-overlaps')
  })
  test('to an end before the beginning is refused', () => {
    expect(() => appoint(empty, { ...wang, until: wang.from }, NOW)).toThrow('dates-reversed')
  })
})

test('only who serves at that moment can be dismissed', () => {
  expect(dismiss(held, 'wang', NOW, NOW).value).toMatchObject({
    status: 'vacant',
    tenures: [{ until: NOW }],
  })
  expect(() => dismiss(held, 'li', NOW, NOW)).toThrow('tenure-unknown')
  expect(() => dismiss(held, 'wang', wang.from, NOW)).toThrow('tenure-unknown')
})

describe('leave', () => {
  const leave = { staffId: 'wang', from: day('03-01 00:00'), until: day('03-08 00:00'), substitute: 'zhao' }
  const away = grantLeave(held, leave, NOW).value

  test('gives the substitute the post’s rights while it lasts, and takes none from the holder', () => {
    const { role, area } = empty
    expect(away.status).toBe('acting')
    expect(rightsOf(away, 'zhao')).toEqual([
      { role, area, from: leave.from, until: leave.until, insteadOf: 'wang' },
    ])
    expect(rightsOf(away, 'wang')).toEqual([{ role, area, from: wang.from }])
  })
  test('that is ended early ends the substitute’s rights', () => {
    const back = endLeave(away, 'wang', NOW).value
    expect(back.status).toBe('held')
    expect(rightsOf(back, 'zhao')).toMatchObject([{ from: leave.from, until: NOW }])
    expect(() => endLeave(back, 'wang', NOW)).toThrow('tenure-unknown')
  })
  test('twice at once, by a stranger, or with oneself standing in is refused', () => {
    expect(() => grantLeave(away, leave, NOW)).toThrow('leave-overlaps')
    expect(() => grantLeave(held, { ...leave, staffId: 'sun' }, NOW)).toThrow('tenure-unknown')
    expect(() => grantLeave(held, { ...leave, substitute: 'wang' }, NOW)).toThrow('tenure-unknown')
  })
  test('of the substitute hands the post on to theirs', () => {
    const next = grantLeave(
      away,
      { ...leave, staffId: 'zhao', from: day('03-05 00:00'), substitute: 'sun' },
      NOW,
    )
    expect(rightsOf(next.value, 'zhao')).toMatchObject([{ from: leave.from, until: day('03-05 00:00') }])
    expect(rightsOf(next.value, 'sun')).toMatchObject([{ from: day('03-05 00:00'), until: leave.until }])
  })
})

describe('a vacancy', () => {
  const left = dismiss(held, 'wang', NOW, NOW).value

  test('is told when it has lasted a day, once', () => {
    expect(dueOf(left)).toBe(day('03-02 09:00'))
    expect(tick(left, day('03-02 08:59'))).toBeUndefined()
    const told = tick(left, day('03-02 09:00'))!
    expect(told.events).toMatchObject([{ type: 'team.vacant', data: { since: NOW } }])
    expect([dueOf(told.value), tick(told.value, day('03-09 09:00'))]).toEqual([undefined, undefined])
  })
  test('that is filled within the day is told to nobody', () => {
    const filled = appoint(left, { staffId: 'li', from: day('03-02 09:00') }, NOW).value
    expect(dueOf(filled)).toBeUndefined()
  })
  test('that comes after one already told is told again', () => {
    const told = tick(left, day('03-03 09:00'))!.value
    const again = appoint(told, { staffId: 'li', from: day('03-04 00:00'), until: day('03-05 00:00') }, NOW)
    expect(dueOf(again.value)).toBe(day('03-06 00:00'))
  })
  test('is known ahead: a leave without a substitute, a tenure with an end', () => {
    const leave = { staffId: 'wang', from: day('05-01 00:00'), until: day('05-04 00:00') }
    expect(vacanciesOf(grantLeave(held, leave, NOW).value)).toEqual([
      { from: leave.from, until: leave.until },
    ])
    expect(dueOf(grantLeave(held, leave, NOW).value)).toBe(day('05-02 00:00'))
  })
  test('among volunteers is no vacancy', () => {
    expect(dueOf({ ...empty, role: 'volunteer' })).toBeUndefined()
  })
})

describe('a post whose grid is no more', () => {
  const NEVER = { staffId: 'li', from: day('05-01 00:00') }
  const planned = appoint(held, NEVER, NOW).value
  const closed = abolish(planned, NOW)!.value

  test('ends: who serves does so until now, and what was planned never begins', () => {
    expect(rightsOf(closed, 'wang')).toMatchObject([{ from: wang.from, until: NOW }])
    expect(rightsOf(closed, 'li')).toMatchObject([{ from: NEVER.from, until: NEVER.from }])
    expect(abolish(planned, NOW)!.events).toEqual([
      { type: 'post.changed', data: { role: 'grid_worker', area: '371724001005001' } },
    ])
  })
  test('is missed by nobody, however long it lasts', () => {
    expect(vacanciesOf(closed)).toEqual([])
    expect(dueOf(closed)).toBeUndefined()
    expect(tick(closed, day('06-01 00:00'))).toBeUndefined()
    const longVacant = abolish(empty, NOW)!.value
    expect(vacanciesOf(longVacant)).toEqual([{ from: empty.establishedAt, until: NOW }])
  })
  test('ends once', () => {
    expect(abolish(closed, day('04-01 00:00'))).toBeUndefined()
  })
  test('is there again, vacant, when its grid is; with who held it before on record', () => {
    const back = day('07-01 00:00')
    const again = reestablish(closed, back)!.value
    expect(vacanciesOf(again)).toEqual([{ from: back }])
    expect(again.tenures[0]).toEqual({ ...wang, until: NOW })
    expect(reestablish(again, back)).toBeUndefined()
  })
})
