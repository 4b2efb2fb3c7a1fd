import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { keyRing } from '../lib/platform/keys.ts'
import { type TableName, tableEnv } from '../lib/stack/stack.ts'
import { fromItem, toItem } from '../lib/tables/dynamo.ts'
import { demoCounty } from './county/county.ts'
import { seedEndpoints } from './seed/endpoints.ts'
import { writeAll } from './seed/write-all.ts'

/** The day the demo county's codes were put up. */
const ISSUED = '2026-01-05T00:00:00.000Z'

/** Says that the county is loaded, and for which address. It lies among counters that forget themselves, and has no end. */
const MARKER = { id: 'seed.1' }

/**
 * Loads the demo county into empty tables: grids, codes, staff, robots. Done once; killed half-way it is done again, row
 * for row the same. Clock policies need none: the built-in ones hold until somebody publishes others.
 */
export async function seed(env: Record<string, string>, publicUrl: string): Promise<{ isFirst: boolean }> {
  const table = (name: TableName) => env[tableEnv(name)]!
  const db = clientFor(env)
  try {
    const key = { TableName: table('buckets'), Key: toItem(MARKER) }
    const { Item } = await db.send(new GetItemCommand({ ...key, ConsistentRead: true }))
    const seededFor = Item && fromItem(Item).publicUrl
    if (seededFor === publicUrl) return { isFirst: false }

    const demo = demoCounty()
    const { county, grids, codes, staff } = demo
    if (!seededFor) {
      await Promise.all([
        writeAll(
          db,
          table('grids'),
          grids.map((grid) => ({
            ...grid,
            county: county.code,
            community: grid.community.name,
            street: grid.street.name,
            v: 1,
          })),
        ),
        writeAll(
          db,
          table('codes'),
          codes.map((code) => ({ ...code, issuedAt: ISSUED, v: 1 })),
        ),
        writeAll(
          db,
          table('staff'),
          staff.map((person) => ({ ...person, v: 1 })),
        ),
      ])
    }
    await seedEndpoints(db, table('endpoints'), demo, { publicUrl, dataKeys: keyRing(env.DATA_KEYS!) })
    await db.send(new PutItemCommand({ TableName: key.TableName, Item: toItem({ ...MARKER, publicUrl }) }))
    return { isFirst: !seededFor }
  } finally {
    db.destroy()
  }
}

const clientFor = (env: Record<string, string>) =>
  new DynamoDBClient({
    endpoint: env.AWS_ENDPOINT_URL_DYNAMODB!,
    region: env.AWS_REGION!,
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
  })
