import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { orient2d } from 'robust-predicates'
import { spell } from '../functions/areas/spell.ts'
import type { Instant } from '../lib/kernel/instant.ts'
import { packAtlas } from '../lib/place/atlas.ts'
import { publishAtlas } from '../lib/platform/atlases.ts'
import { keyRing } from '../lib/platform/keys.ts'
import { objectsIn } from '../lib/platform/objects.ts'
import { bucketEnv, type TableName, tableEnv } from '../lib/stack/stack.ts'
import { fromItem, toItem } from '../lib/tables/dynamo.ts'
import { demoCounty } from './county/county.ts'
import { placesOf } from './county/places.ts'
import { seedEndpoints } from './seed/endpoints.ts'
import { gridsFrom } from './seed/grid-rows.ts'
import { postRows } from './seed/posts.ts'
import { writeAll } from './seed/write-all.ts'

/** The day the demo county's codes were put up. */
const ISSUED = '2026-01-05T00:00:00.000Z' as Instant

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
    const { county, codes, staff } = demo
    if (!seededFor) {
      const grids = await gridsFrom(demo)
      await Promise.all([
        writeAll(
          db,
          table('grids'),
          grids.map((grid) => ({ ...grid, county: county.code, v: 1 })),
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
        writeAll(db, table('posts'), postRows(demo, ISSUED)),
      ])
    }
    await publishAreas(env, demo)
    await seedEndpoints(db, table('endpoints'), demo, { publicUrl, dataKeys: keyRing(env.DATA_KEYS!) })
    await db.send(new PutItemCommand({ TableName: key.TableName, Item: toItem({ ...MARKER, publicUrl }) }))
    return { isFirst: !seededFor }
  } finally {
    db.destroy()
  }
}

/** What `POST /api/staff/areas` does, with the names that only the demo county has: aliases, units, landmarks. */
async function publishAreas(env: Record<string, string>, county: ReturnType<typeof demoCounty>) {
  const s3 = new S3Client({ endpoint: env.AWS_ENDPOINT_URL_S3!, ...access(env) })
  try {
    const bytes = packAtlas(county.grids, placesOf(county), { side: orient2d, spell })
    await publishAtlas(objectsIn(s3, env[bucketEnv('geo')]!), bytes)
  } finally {
    s3.destroy()
  }
}

const clientFor = (env: Record<string, string>) =>
  new DynamoDBClient({ endpoint: env.AWS_ENDPOINT_URL_DYNAMODB!, ...access(env) })

const access = (env: Record<string, string>) => ({
  region: env.AWS_REGION!,
  credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
})
