import { dayOf, type Instant, shanghai } from './instant.ts'

/** A month of the calendar in Asia/Shanghai, `2026-11`. Text order is time order. */
export type Month = string & { readonly brand: 'Month' }

/** The month that holds this moment. */
export const monthOf = (at: Instant): Month => dayOf(at).slice(0, 7) as Month

/** The midnight in Shanghai at which it begins. */
export const beginOf = (month: Month): Instant => shanghai(`${month}-01`)

/** So many months later; earlier when negative. */
export function monthAfter(month: Month, months = 1): Month {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number! - 1 + months)).toISOString().slice(0, 7) as Month
}

/** Both ends included; none when the second comes first. */
export function monthsFrom(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month)
  return months
}
