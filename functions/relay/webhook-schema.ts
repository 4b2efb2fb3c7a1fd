import { eventAt, schemaOf } from '../../lib/contracts/events.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'

/** What the `dataschema` of an event leads to. Retired events keep theirs. */
export async function webhookSchema({ params: { file } }: RequestOf<'webhookSchema'>) {
  const event = eventAt(file)
  if (!event) throw new Problem('not-found')
  return schemaOf(event)
}
