import type { Trial } from '../../lib/alerts/alert.ts'
import { LIMITS } from '../../lib/alerts/limits.ts'
import { maskedTarget, targetAllowed } from '../../lib/alerts/target.ts'
import { robotCode } from '../../lib/alerts/verdicts.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { later, msOf, SECOND } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { open } from '../../lib/platform/keys.ts'
import type { Staff } from '../../lib/staff/staff.ts'
import type { Endpoint, EndpointPatch, Endpoints } from '../../lib/tables/endpoints.ts'
import { type Gate, robotOf } from './gate.ts'
import { endpointOf } from './move-endpoint.ts'
import { letterFor, type Sending } from './send.ts'
import { placeOf } from './sign.ts'

export type Testing = Omit<Sending, 'endpoints'> & {
  endpoints: Pick<Endpoints, 'find' | 'change'>
  buckets: Gate['buckets']
}

const SHOWN = 500
/** Nothing this short is a key; `send`, where WeCom and DingTalk listen, is a word. */
const SHORT = 7

/**
 * Posts a real message the way deliveries go, and answers what the receiver said. It counts against the robot's limit, for
 * the vendor counts it; it is no delivery, so it moves neither the breaker nor anybody's order. A new address or secret that
 * waits is what it is posted with, and takes over when the receiver accepts.
 */
export const testEndpoint =
  (deps: Testing) =>
  async ({ params: { area, id } }: RequestOf<'testEndpoint'>, staff: Staff) => {
    const endpoint = await endpointOf(deps.endpoints, staff, area, id)
    const { sealedUrl, sealedNextUrl, sealedSecret, sealedNextSecret } = endpoint
    const tried = {
      ...endpoint,
      sealedUrl: sealedNextUrl ?? sealedUrl,
      ...((sealedNextSecret ?? sealedSecret) && { sealedSecret: sealedNextSecret ?? sealedSecret! }),
    }
    const url = open(tried.sealedUrl, placeOf(id, 'url'), deps.dataKeys)
    if (!targetAllowed(endpoint.kind, url, deps.outbound)) throw new Problem('target-refused')
    await takeLeave(endpoint, url, deps)
    const answer = await attempt(tried, url, staff, deps)
    if (answer.delivered && (sealedNextUrl || sealedNextSecret))
      await deps.endpoints.change(endpoint, takeover(tried, url), {
        at: deps.now(),
        by: staff.id,
        what: 'secret',
      })
    return answer
  }

async function takeLeave({ kind }: Endpoint, url: string, { buckets, now }: Testing): Promise<void> {
  const limit = LIMITS[kind]
  const until = limit && (await buckets.take(robotOf(url), limit, now()))
  if (until) throw new Problem('robot-busy', { until })
}

async function attempt(endpoint: Endpoint, url: string, staff: Staff, deps: Testing) {
  const { id, kind } = endpoint
  const begun = deps.now()
  const trial: Trial = {
    id: `test-${id.slice(0, 8)}-${msOf(begun)}`,
    type: 'webhook.test',
    at: begun,
    subject: id,
    causedBy: staff.id,
    data: { endpoint: id },
  }
  const { channel, letter } = letterFor(endpoint, trial.id, url, deps)
  const answer = await deps.post(channel.render(trial, letter))
  const answeredAt = deps.now()
  const ms = msOf(answeredAt) - msOf(begun)
  if ('failure' in answer) return { delivered: false, ms, verdict: answer.failure }
  const { status, headers } = answer
  const verdict = channel.verdict(status, answer.body, headers, answeredAt)
  const reason = verdict === 'delivered' ? 'ok' : 'final' in verdict ? verdict.final : verdict.retry
  if (
    kind !== 'standard-webhook' &&
    typeof verdict === 'object' &&
    'retry' in verdict &&
    verdict.afterSeconds
  )
    await deps.buckets.shut(robotOf(url), later(answeredAt, verdict.afterSeconds * SECOND))
  const code = kind === 'standard-webhook' ? undefined : robotCode(answer.body)
  const secrets = [letter.secret, letter.oldSecret, ...keysIn(url)]
  const body = shownOf(answer.body, secrets)
  return {
    delivered: verdict === 'delivered',
    ms,
    status,
    verdict: shownOf(reason, secrets),
    body,
    ...(code !== undefined && { code }),
  }
}

/** A receiver may answer with what it was sent: an address's key, our secret, marks that would steer a terminal. */
function shownOf(text: string, secrets: readonly (string | undefined)[]): string {
  const clean = secrets
    .filter((one) => !!one && one.length > SHORT)
    .reduce<string>((left, one) => left.replaceAll(one!, '…'), text)
  return clean.replace(/\p{C}/gu, ' ').slice(0, SHOWN)
}

/** What of an address is a key: its last part and the values of its query. */
function keysIn(url: string): string[] {
  const { href, pathname, searchParams } = new URL(url)
  return [href, ...searchParams.values(), pathname.split('/').at(-1)!]
}

function takeover({ sealedUrl, sealedSecret }: Endpoint, url: string): EndpointPatch {
  return {
    sealedUrl,
    sealedSecret,
    target: maskedTarget(url),
    sealedNextUrl: undefined,
    sealedNextSecret: undefined,
  }
}
