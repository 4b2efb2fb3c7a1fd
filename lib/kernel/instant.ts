/** A moment in UTC, `2026-11-23T09:00:00.000Z`. Always 24 characters, so text order is time order. */
export type Instant = string & { readonly brand: 'Instant' }

/** A calendar day in Asia/Shanghai, `2026-11-23`. */
export type Day = string & { readonly brand: 'Day' }

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** China has kept +08:00 without daylight saving since 1991; the process's own zone never matters. */
const SHANGHAI = 8 * HOUR

export function instant(ms: number): Instant {
  return new Date(ms).toISOString() as Instant
}

export function msOf(at: Instant): number {
  return Date.parse(at)
}

export function isBefore(a: Instant, b: Instant): boolean {
  return a < b
}

export function earliest(...moments: (Instant | undefined)[]): Instant | undefined {
  return moments.filter((at) => at !== undefined).sort()[0]
}

export function later(at: Instant, ms: number): Instant {
  return instant(msOf(at) + ms)
}

/** The Shanghai day that holds this moment. */
export function dayOf(at: Instant): Day {
  return new Date(msOf(at) + SHANGHAI).toISOString().slice(0, 10) as Day
}

/** Midnight in Shanghai at which the day begins, in ms since 1970. */
export function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI
}

export function nextDay(day: Day, days = 1): Day {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10) as Day
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay()
}

/** A wall clock in Shanghai, `2026-02-14 15:00` or with seconds, as a moment. */
export function shanghai(wallClock: string): Instant {
  const [day, time = '00:00'] = wallClock.split(' ')
  return instant(Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}.000+08:00`))
}

/** The moment as a wall clock in Shanghai, `2026-02-14 15:00`. */
export function wallClock(at: Instant): string {
  return new Date(msOf(at) + SHANGHAI).toISOString().slice(0, 16).replace('T', ' ')
}
