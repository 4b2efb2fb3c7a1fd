import { createHash } from 'node:crypto'
import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { maskedTarget } from '../../lib/alerts/target.ts'
import { type KeyRing, seal } from '../../lib/platform/keys.ts'
import { toItem } from '../../lib/tables/dynamo.ts'
import type { Endpoint } from '../../lib/tables/endpoints.ts'
import type { County } from '../county/county.ts'

type Robot = Pick<Endpoint, 'area' | 'kind' | 'name' | 'events'>

/** The groups of the demo county: one per level that is told of escalations, one per grid of 凤凰街道 for publicity. */
function robots({ county, streets, grids }: County): Robot[] {
  const [street, community] = ['371724001', '371724001005']
  const streetName = streets.find(({ code }) => code === street)!.name
  const urban = grids.filter((grid) => grid.street.code === street)
  return [
    { area: county.code, kind: 'dingtalk', name: `${county.name}督办群`, events: ['case.escalated'] },
    { area: street, kind: 'wecom', name: `${streetName}工作群`, events: ['case.escalated'] },
    { area: community, kind: 'feishu', name: '凤凰社区工作群', events: ['case.*'] },
    ...urban.map(
      ({ id, name }): Robot => ({
        area: id,
        kind: 'wecom',
        name: `${name}居民群`,
        events: ['campaign.sent'],
      }),
    ),
  ]
}

/**
 * Points the demo robots at this machine's sandbox, again whenever its address has changed. Whether one is paused stays
 * as somebody left it.
 */
export async function seedEndpoints(
  db: DynamoDBClient,
  TableName: string,
  demo: County,
  { publicUrl, dataKeys }: { publicUrl: string; dataKeys: KeyRing },
): Promise<void> {
  for (const { area, kind, name, events } of robots(demo)) {
    const id = createHash('sha256').update(`demo.${area}.${kind}`).digest('hex').slice(0, 32)
    const url = `${publicUrl}/sandbox/robot/${encodeURIComponent(`${kind}-${name}`)}`
    const sealedUrl = seal(url, `endpoints|${id}|url`, dataKeys)
    await db.send(
      new UpdateItemCommand({
        TableName,
        Key: toItem({ area, id }),
        UpdateExpression:
          'SET v = :v, kind = :k, #n = :n, events = :e, target = :t, sealedUrl = :u, #s = if_not_exists(#s, :s)',
        ExpressionAttributeNames: { '#n': 'name', '#s': 'status' },
        ExpressionAttributeValues: toItem({
          ':v': 1,
          ':k': kind,
          ':n': name,
          ':e': events,
          ':t': maskedTarget(url),
          ':u': sealedUrl,
          ':s': 'active',
        }),
      }),
    )
  }
}
