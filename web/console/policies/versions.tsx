import { Button } from 'antd'
import { type Instant, wallClock } from '../../../lib/kernel/instant.ts'
import type { Policy } from '../../../lib/sla/policy.ts'
import { fill } from '../../shared/speak.ts'
import type { Policies } from './policies.tsx'
import { p } from './words.ts'

/** Never edited, never taken out: a report keeps the version it began under, for years. */
export function Versions({
  policies: { current, items },
  start,
}: {
  policies: Policies
  start(policy: Policy): void
}) {
  return (
    <section className="card" aria-label={p.versions}>
      <h2>{p.versions}</h2>
      <ol className="versions">
        {items.toReversed().map((policy) => (
          <li key={policy.version}>
            <strong>{policy.version}</strong>
            <span className="soft">{fill(p.from, wallClock(policy.effectiveAt as Instant))}</span>
            {policy.version === current && <em className="reached">{p.inForce}</em>}
            <Button
              size="small"
              aria-label={fill(p.baseOf, policy.version)}
              onClick={() => start(policy as Policy)}
            >
              {p.base}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  )
}
