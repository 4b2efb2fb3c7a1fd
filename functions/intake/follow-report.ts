import type { Calendar } from '../../lib/calendar/calendar.ts'
import type { Photo } from '../../lib/contracts/answers.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import type { HistoryEntry } from '../../lib/contracts/state.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import { type Instant, msOf } from '../../lib/kernel/instant.ts'
import { readNumber } from '../../lib/kernel/number.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { isPin, type KeyRing, open } from '../../lib/platform/keys.ts'
import { deadlinesOf } from '../../lib/report/deadlines.ts'
import { openTo } from '../../lib/report/decide.ts'
import { canRate } from '../../lib/report/rating.ts'
import { levelOf, type Report, termsOf } from '../../lib/report/report.ts'
import { delayOf } from '../../lib/sla/delay.ts'
import { derivationOf } from '../../lib/sla/derivation.ts'
import type { Policy } from '../../lib/sla/policy.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import type { Buckets } from '../../lib/tables/buckets.ts'
import { mergeHistory } from '../../lib/tables/history.ts'
import { supporterPin } from './support-report.ts'

export type Following = {
  findByNumber(number: string): Promise<Stored<Report>[]>
  historyOf(id: string): Promise<HistoryEntry[]>
  findGrid(id: string): Promise<Grid | undefined>
  policy(version: string): Promise<Policy>
  calendar(): Promise<Calendar>
  buckets: Buckets
  pinKeys: KeyRing
  dataKeys: KeyRing
  now(): Instant
  showUploads(ids: readonly string[] | undefined): Promise<Photo[] | undefined>
}

/** A report as somebody with a PIN holds it: whoever sent it, or a neighbour who said "me too". */
export type Own = Stored<Report> & { isSupporter: boolean }

/** A number that nobody has and a wrong PIN get the same answer; five wrong ones lock the number for the hour. */
export const findOwn =
  ({ findByNumber, buckets, pinKeys, now }: Following) =>
  async (typed: string, pin: string): Promise<Own> => {
    const number = readNumber(typed)
    if (!number) throw new Problem('report-not-found')
    const hour = Math.floor(msOf(now()) / 3_600_000)
    const bucket = `pin.${number}.${hour}`
    if (await buckets.isFull(bucket, WRONG_PINS)) {
      const retryAfter = Math.ceil(((hour + 1) * 3_600_000 - msOf(now())) / 1000)
      throw new Problem('pin-locked', { retryAfter })
    }
    const found = await findByNumber(number)
    const own = found.find(({ value }) => isPin(pin, value.id, pinKeys))
    if (own) return { ...own, isSupporter: false }
    const supported = found.find(({ value: { id, supporters = [] } }) =>
      supporters.some((one) => isPin(pin, supporterPin(id, one), pinKeys)),
    )
    if (supported) return { ...supported, isSupporter: true }
    await buckets.add(bucket, WRONG_PINS, (hour + 2) * 3600)
    throw new Problem('report-not-found')
  }
const WRONG_PINS = 5

export const followReport = (following: Following) => {
  const find = findOwn(following)
  const show = followed(following)
  return async ({ params, query }: RequestOf<'followReport'>) => show(await find(params.number, query.pin))
}

/** The same with the PIN in the body: an address is kept by browsers and proxies. */
export const openReport = (following: Following) => {
  const find = findOwn(following)
  const show = followed(following)
  return async ({ params, body }: RequestOf<'openReport'>) => show(await find(params.number, body.pin))
}

/** What the resident sees: plain steps with the unit's name, never a person's. Staff's notes stay inside, the result does not. */
export const followed =
  ({ historyOf, findGrid, policy, calendar, dataKeys, now, showUploads }: Following) =>
  async ({ value: report, owed, isSupporter }: Own) => {
    const [filed, grid, began, county, uploads] = await Promise.all([
      historyOf(report.id),
      report.gridId ? findGrid(report.gridId) : undefined,
      policy(report.policy),
      calendar(),
      showUploads(report.uploads),
    ])
    const days = county.in(report.gridId ?? report.community)
    const [resolve, own] = [report.clocks.resolve, termsOf(report, 'resolve', began)]
    const { number, status, category, receivedAt, rating } = report
    const delay = own && delayOf(resolve, receivedAt, own, days)
    return {
      number,
      status,
      category,
      receivedAt,
      level: levelOf(report),
      ...(grid && { unit: { name: grid.name, phone: grid.phone } }),
      ...deadlinesOf(report),
      steps: mergeHistory(filed, owed.history).map(({ at, what, said }) => {
        const wrote = said
          ? (JSON.parse(open(said, `reports|${report.id}|said`, dataKeys)) as Record<string, string>)
          : {}
        // What staff wrote for the resident: what came of it, where to turn instead, what is being asked.
        const words =
          wrote.result ?? wrote.remedy ?? (what === 'ask' && !isSupporter ? wrote.reason : undefined)
        return { at, what, ...(words && { words }) }
      }),
      ...(own && resolve && { derivation: derivationOf(resolve, own, days) }),
      ...(delay && { delay }),
      open: isSupporter ? [] : openTo(report, 'resident', now(), { policy: began }),
      isSupporter,
      canRate: !isSupporter && canRate(report, now()),
      ...(rating && !isSupporter && { rating: { level: rating.level, at: rating.at } }),
      ...(uploads && !isSupporter && { uploads }),
    }
  }
