import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import { placeOf, webhookSecret } from '../../functions/alerts/sign.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { keyRing, seal } from '../../lib/platform/keys.ts'
import { drillPolicy } from '../../lib/sla/policy.ts'
import { endpointsTable } from '../../lib/tables/endpoints.ts'
import { policiesTable } from '../../lib/tables/policies.ts'
import { VENDORS } from '../../local/sandbox/vendors.ts'
import { writeAll } from '../../local/seed/write-all.ts'
import { CODES, GRIDS, listening, POLICIES } from '../support/world-county.ts'
import { ROBOT_SECRET } from './receiver.ts'

export type Clients = { db: DynamoDBClient; sqs: SQSClient; s3: S3Client }

/** Clients as the engines' environment describes them. */
export function clientsOf(env: Record<string, string>): Clients {
  const common = {
    region: env.AWS_REGION!,
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
  }
  return {
    db: new DynamoDBClient({ ...common, endpoint: env.AWS_ENDPOINT_URL_DYNAMODB! }),
    sqs: new SQSClient({ ...common, endpoint: env.AWS_ENDPOINT_URL_SQS!, useQueueUrlAsEndpoint: false }),
    s3: new S3Client({ ...common, endpoint: env.AWS_ENDPOINT_URL_S3! }),
  }
}

/** Beside the county's own webhook: a robot of each vendor that hears what it hears. */
export const ROBOTS = VENDORS.flatMap((kind) =>
  listening(COUNTY).map((endpoint) => ({ ...endpoint, kind, id: `${kind}-county` })),
)

/** The simulation's county in real tables, with clocks of two and five minutes, and everybody listening at one receiver. */
export async function furnish(
  { db }: Clients,
  env: Record<string, string>,
  receiver: string,
  now: Instant,
): Promise<void> {
  const policy = drillPolicy('chaos-1', now, 2, 5)
  POLICIES.set(policy.version, policy)
  const endpoints = endpointsTable(db, env.ENDPOINTS_TABLE!, Date.now)
  const keys = keyRing(env.DATA_KEYS!)
  await Promise.all([
    policiesTable(db, env.POLICIES_TABLE!).publish(policy),
    writeAll(
      db,
      env.GRIDS_TABLE!,
      GRIDS.map((grid) => ({ ...grid, county: COUNTY, v: 1 })),
    ),
    writeAll(
      db,
      env.CODES_TABLE!,
      [...CODES.values()].map((code) => ({ ...code, v: 1 })),
    ),
    ...[COUNTY, ...GRIDS.map(({ id }) => id)].flatMap(listening).map((endpoint) => {
      const { id } = endpoint
      const sealedUrl = seal(`${receiver}/hook/${id}`, placeOf(id, 'url'), keys)
      const sealedSecret = seal(webhookSecret(id, keys), placeOf(id, 'secret'), keys)
      return endpoints.add({ ...endpoint, kind: 'standard-webhook', sealedUrl, sealedSecret })
    }),
    ...ROBOTS.map((robot) => {
      const url = `${receiver}/robot/${robot.id}?secret=${ROBOT_SECRET}`
      const sealedUrl = seal(url, placeOf(robot.id, 'url'), keys)
      const sealedSecret = seal(ROBOT_SECRET, placeOf(robot.id, 'secret'), keys)
      return endpoints.add({ ...robot, sealedUrl, sealedSecret })
    }),
  ])
}
