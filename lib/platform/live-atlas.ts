import { type Instant, msOf } from '../kernel/instant.ts'
import type { Atlas } from '../place/atlas.ts'
import { atlases } from './atlases.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { Objects } from './objects.ts'

/** The published areas, read when they are first asked for: only then is the client of the bucket loaded. */
export function liveAtlas(
  config: Pick<Config, 'buckets'>,
  { log, now }: { log: Log; now(): Instant },
): () => Promise<Atlas | undefined> {
  let objects: Objects | undefined
  const bucket = async () => {
    objects ??= (await import('./live-objects.ts')).liveObjects()(config.buckets.geo)
    return objects
  }
  return atlases(bucket, { clock: () => msOf(now()), log })
}
