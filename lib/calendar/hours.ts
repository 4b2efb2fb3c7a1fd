import { type Area, chainOf } from '../grid/area.ts'
import type { Day } from '../kernel/instant.ts'
import type { Shift } from './work-time.ts'

/** Duty hours of the seven days from Monday on, each as `08:30-12:00 14:00-17:30`; an empty one is a day nobody works. */
export type Week = string[]

/** From the beginning of a day on an area has these hours; without a week, again those of the area above it. */
export type HoursFrom = { from: Day; week?: Week | undefined }

/** Hours of their own (值班时间) that areas below the county have had, the earliest first. */
export type AreaHours = Readonly<Record<Area, readonly HoursFrom[]>>

export type Own = { area: Area; week: Week }

/** The hours that hold in an area on a day: of the nearest area that has any, the grid before its community and street. */
export function hoursOn(hours: AreaHours, area: Area, day: Day): Own | undefined {
  for (const one of chainOf(area)) {
    const week = hours[one]?.findLast(({ from }) => from <= day)?.week
    if (week) return { area: one, week }
  }
  return undefined
}

const SHIFT = /^([01]\d|2[0-4]):([0-5]\d)[-—]([01]\d|2[0-4]):([0-5]\d)$/

/** The shifts of one day; undefined when the words name none, or shifts that do not follow one another within the day. */
export function shiftsIn(words: string): readonly Shift[] | undefined {
  const shifts: Shift[] = []
  let free = 0
  for (const one of words.split(' ').filter(Boolean)) {
    const [, fromHour, fromMinute, toHour, toMinute] = SHIFT.exec(one)?.map(Number) ?? []
    if (toMinute === undefined) return undefined
    const [from, to] = [fromHour! * 60 + fromMinute!, toHour! * 60 + toMinute]
    if (from < free || to <= from || to > 24 * 60) return undefined
    shifts.push([from, to])
    free = to
  }
  return shifts
}
