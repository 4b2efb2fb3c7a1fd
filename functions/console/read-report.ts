import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { Photo } from '../../lib/contracts/answers.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import type { HistoryEntry } from '../../lib/contracts/state.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { type KeyRing, open } from '../../lib/platform/keys.ts'
import { maySee, rightsOn } from '../../lib/platform/moving.ts'
import { openTo } from '../../lib/report/decide.ts'
import { MOVES } from '../../lib/report/moves.ts'
import { type Answers, answerLines } from '../../lib/report/questions.ts'
import { clocksOf, type Report, type Terms, termsIn, termsOf } from '../../lib/report/report.ts'
import type { Clock } from '../../lib/sla/clock.ts'
import { derivationOf } from '../../lib/sla/derivation.ts'
import type { ClockName, Policy } from '../../lib/sla/policy.ts'
import { levelsFor, type Staff } from '../../lib/staff/staff.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import { mergeHistory } from '../../lib/tables/history.ts'
import { reportRow } from './list-reports.ts'

export type Reading = {
  find(id: string): Promise<Stored<Report> | undefined>
  historyOf(id: string): Promise<HistoryEntry[]>
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
  dataKeys: KeyRing
  now(): Instant
  showUploads(ids: readonly string[] | undefined): Promise<Photo[] | undefined>
}

/** A report outside the person's areas is answered like one that does not exist. */
export const readReport = (reading: Reading) => {
  const show = reportPage(reading)
  return async ({ params: { id } }: RequestOf<'readReport'>, staff: Staff) => {
    const stored = await reading.find(id)
    if (!stored || !maySee(staff, stored.value)) throw new Problem('report-not-found')
    return show(stored, staff)
  }
}

type Written = {
  words: string
  place?: string
  contact?: { phone?: string; name?: string }
  answers?: Answers
}

export const reportPage =
  ({ historyOf, policy, calendar, dataKeys, now, showUploads }: Omit<Reading, 'find'>) =>
  async ({ value: report, version, owed }: Stored<Report>, staff: Staff) => {
    const [filed, began, days, uploads] = await Promise.all([
      historyOf(report.id),
      policy(report.policy),
      calendar(),
      showUploads(report.uploads),
    ])
    const rules = termsIn(report, { policy: began, calendar: days })
    const levels = levelsFor(staff, rightsOn(report).area)
    const {
      words,
      place,
      contact,
      answers = {},
    } = JSON.parse(open(report.sealed, `reports|${report.id}|sealed`, dataKeys)) as Written
    return {
      ...reportRow(report),
      version,
      words,
      ...(place && { place }),
      ...(contact?.phone && { phone: masked(contact.phone) }),
      ...(contact?.name && { name: contact.name }),
      wish: report.wish,
      answers: answerLines(report.category, answers),
      ...(report.source && { source: report.source }),
      supporters: report.supporters?.length ?? 0,
      ...(report.rating && { rating: report.rating }),
      ...(uploads && { uploads }),
      clocks: clocksOf(report).map(([name, clock]) => clockView(report, name, clock, rules)),
      ...(report.ruled?.units && { units: [...report.ruled.units] }),
      ...(report.asked && { asked: report.asked }),
      trace: report.trace,
      history: mergeHistory(filed, owed.history).map(({ said, ...entry }) => ({
        ...entry,
        ...(said && {
          said: JSON.parse(open(said, `reports|${report.id}|said`, dataKeys)) as Record<string, string>,
        }),
      })),
      open: openTo(report, 'staff', now(), rules, levels).map((move) => ({
        move,
        asks: [...MOVES[move].asks],
      })),
    }
  }

function clockView(report: Report, name: ClockName, clock: Clock, { policy, calendar }: Terms) {
  const own = termsOf(report, name, policy)
  return {
    name,
    phase: clock.phase,
    level: clock.level,
    provisional: clock.phase === 'running' && clock.provisional === true,
    ...(clock.phase === 'running' && { dueAt: clock.dueAt }),
    ...(clock.phase === 'running' && clock.warnAt && { warnAt: clock.warnAt }),
    ...(clock.phase === 'paused' && clock.until && { until: clock.until }),
    derivation: own ? derivationOf(clock, own, calendar) : [],
  }
}

/** 138****0000 (GB/T 35273 §7.2: shown only as far as the work needs). */
export const masked = (phone: string) => phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')
