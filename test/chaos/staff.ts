import type { Campaign, CampaignEvent } from '../../lib/campaign/campaign.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { ledger } from '../../lib/platform/change.ts'
import { publishTo } from '../../lib/platform/publish.ts'
import { QUEUES, type QueueName, queueEnv } from '../../lib/stack/stack.ts'
import { campaignsTable } from '../../lib/tables/campaigns.ts'
import { historyTable } from '../../lib/tables/history.ts'
import { SILENT } from '../support/builders.ts'
import type { Asking } from '../support/world-people.ts'
import type { Chance } from '../support/world-weather.ts'
import type { Clients } from './county.ts'

/** Staff who plan campaigns from here, past the proxies but on the same tables, engines down or not. */
export function askingOf(
  { db, sqs }: Clients,
  env: Record<string, string>,
  chance: Chance,
  time: { now(): Instant; ms(): number; sleep(ms: number): Promise<void> },
): Asking {
  const urls = Object.fromEntries(
    (Object.keys(QUEUES) as QueueName[]).map((name) => [name, env[queueEnv(name)]!]),
  )
  const campaigns = campaignsTable(db, env.CAMPAIGNS_TABLE!)
  const ledgerOfCampaigns = ledger<Campaign, CampaignEvent>({
    table: campaigns,
    history: historyTable(db, env.HISTORY_TABLE!),
    publish: publishTo(sqs, urls as Record<QueueName, string>),
    now: time.now,
    log: SILENT,
  })
  return {
    chance,
    time,
    request: (_, work) =>
      work({ campaigns, ledgerOfCampaigns }).then(
        (value) => ({ how: 'done', value }) as const,
        (error: unknown) => ({ how: 'failed', error }) as const,
      ),
  }
}
