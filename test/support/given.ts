import { calendar } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import { type Campaign, plan } from '../../lib/campaign/campaign.ts'
import { type Instant, shanghai } from '../../lib/kernel/instant.ts'
import { numberOf } from '../../lib/kernel/number.ts'
import { PROBLEMS, Problem, type ProblemCode } from '../../lib/kernel/problem.ts'
import { type Form, receive } from '../../lib/report/decide.ts'
import type { Report, Terms } from '../../lib/report/report.ts'
import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'

/** Only what a test is about is spelled out; these supply the rest. */

export const TERMS: Terms = { policy: DEFAULT_POLICY, calendar: calendar(YEARS) }

/** A Monday morning with no festival near. */
export const MONDAY = shanghai('2026-03-02 09:00')

/** Ids as they are in life: 32 hexadecimal characters. */
export const idNumber = (n: number) => n.toString(16).padStart(32, '0')

export function aReportForm(about: Partial<Form> = {}): Form {
  const id = about.id ?? idNumber(0xabcde)
  return {
    id,
    number: numberOf(id, MONDAY),
    fingerprint: 'f'.repeat(32),
    category: 'parking',
    whereabouts: {},
    flags: [],
    wish: 'reply',
    sealed: 'sealed',
    ...about,
  }
}

/** A report as it was received on that Monday, and then as the test says it is. */
export function aReport({ receivedAt = MONDAY, ...about }: Partial<Report> = {}): Report {
  const { id, category } = { ...aReportForm(), ...about }
  const { value } = receive(aReportForm({ id, category }), receivedAt, TERMS)
  return { ...value, ...about }
}

export const PHOENIX = '371724001005002'

export function aCampaign(about: Partial<Campaign> = {}): Campaign {
  const draft = plan(
    {
      id: idNumber(0xca),
      title: '反诈宣传',
      text: '陌生来电要转账的都是骗子',
      grids: [PHOENIX],
      at: shanghai('2026-03-03 19:00') as Instant,
      authorId: 'author',
    },
    MONDAY,
  )
  return { ...draft.value, ...about }
}

/** What somebody was refused with; anything else that is thrown, or nothing thrown at all, fails the test. */
export function refusalOf(work: () => unknown): { code: ProblemCode } & Record<string, unknown> {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.extras }
    throw error
  }
  throw new Error(`nobody was refused; the refusals are ${Object.keys(PROBLEMS).join(', ')}`)
}

/** The one row a look-up must find. */
export function only<T>(rows: readonly T[]): T {
  if (rows.length !== 1) throw new Error(`one was expected, there are ${rows.length}`)
  return rows[0]!
}
