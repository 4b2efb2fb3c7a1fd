import { createHash } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { placeOf } from '../../functions/alerts/sign.ts'
import { maskedTarget } from '../../lib/alerts/target.ts'
import { instant } from '../../lib/kernel/instant.ts'
import { type KeyRing, open, seal } from '../../lib/platform/keys.ts'
import { type Endpoint, endpointsTable } from '../../lib/tables/endpoints.ts'
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
 * Adds the demo robots that are missing, pointed at this machine's sandbox. One that is there stays as somebody left it, but
 * for its address: where that still is a sandbox's, it follows the sandbox to its new port.
 */
export async function seedEndpoints(
  db: DynamoDBClient,
  TableName: string,
  demo: County,
  { publicUrl, dataKeys }: { publicUrl: string; dataKeys: KeyRing },
): Promise<void> {
  const endpoints = endpointsTable(db, TableName, Date.now)
  for (const robot of robots(demo)) {
    const { area, kind, name } = robot
    const id = createHash('sha256').update(`demo.${area}.${kind}`).digest('hex').slice(0, 32)
    const path = `/sandbox/robot/${encodeURIComponent(`${kind}-${name}`)}`
    const place = placeOf(id, 'url')
    const address = {
      sealedUrl: seal(publicUrl + path, place, dataKeys),
      target: maskedTarget(publicUrl + path),
    }
    const found = await endpoints.find(area, id)
    if (!found) await endpoints.add({ ...robot, id, ...address, status: 'active' })
    else if (hasMoved(open(found.sealedUrl, place, dataKeys), publicUrl, path))
      await endpoints.change(found, address, { at: instant(Date.now()), by: 'seed', what: 'url' })
  }
}

const hasMoved = (url: string, publicUrl: string, path: string) =>
  new URL(url).pathname === path && url !== publicUrl + path
