import { type Instant, instant } from '../../lib/kernel/instant.ts'

/** A message in a put as it is first stored: in the order in which `change` writes it down. */
const ACT = /"id":\{"S":"([^"]+)"\},"type":\{"S":"(?:report\.escalated|campaign\.slice)"\}/g

/**
 * Stands where everything that is stored comes past, and looks at the world's own clock: what a function writes down is by
 * its clock, which may be off. `seen` by message: when it was first on its way into a table.
 */
export function witness(ms: () => number) {
  const seen = new Map<string, Instant>()
  const watch = (body: string) => {
    for (const [, id] of body.matchAll(ACT)) if (!seen.has(id!)) seen.set(id!, instant(ms()))
    return body
  }
  return { seen, watch }
}
