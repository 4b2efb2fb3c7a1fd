import type { MessageOf } from '../../lib/contracts/messages.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import type { Refusal } from '../../lib/media/refusals.ts'
import { typeOf } from '../../lib/media/signature.ts'
import { nextLook, objection, type Upload } from '../../lib/media/upload.ts'
import { type KeyRing, seal } from '../../lib/platform/keys.ts'
import type { Objects } from '../../lib/platform/objects.ts'
import type { Uploads } from '../../lib/tables/uploads.ts'
import type { Redraw } from './picture.ts'

export type Processing = {
  uploads: Pick<Uploads, 'find' | 'tryAgain' | 'end'>
  staging: Pick<Objects, 'get'>
  media: Pick<Objects, 'put'>
  redraw: Redraw
  dataKeys: KeyRing
  now(): Instant
}

/**
 * A file has come, or a report has claimed one, or the minute has come round: look, and when both are there make of it what
 * may be shown. Doing so twice leaves the same objects and the first verdict.
 */
export const processUploads = (processing: Processing) => {
  const look = lookAt(processing)
  return async ({ data }: MessageOf<'upload.due'>) => {
    // One after the other: a photo being drawn fills the memory this function has.
    for (const id of data.ids) await look(id)
  }
}

const lookAt = (processing: Processing) => async (id: string) => {
  const { uploads, staging, now } = processing
  const upload = await uploads.find(id)
  if (!upload?.reportId || upload.status !== 'waiting') return
  const file = await staging.get(id)
  const next = nextLook(upload, now(), !!file)
  if ('giveUp' in next) return uploads.end(id, refused(next.giveUp))
  // Before it is opened, so that a file which kills its reader counts as a try.
  const isMine = await uploads.tryAgain(upload, next.tries, next.dueAt).then(() => true, unlessConflict)
  if (isMine && file) await uploads.end(id, await judged(processing, upload, file.bytes))
}

type Verdict = Parameters<Uploads['end']>[1]
const refused = (why: Refusal): Verdict => ({ status: 'refused', why })

async function judged(
  { media, redraw, dataKeys }: Processing,
  upload: Upload,
  bytes: Uint8Array,
): Promise<Verdict> {
  const { id, kind, keepsPlace } = upload
  const why = objection(upload, bytes)
  if (why) return refused(why)
  if (kind === 'voice') {
    await media.put(`${id}.voice`, bytes, typeOf(bytes)!)
    return { status: 'ready' }
  }
  const picture = await redraw(bytes)
  if (typeof picture === 'string') return refused(picture)
  await media.put(`${id}.large`, picture.large, 'image/jpeg')
  await media.put(`${id}.thumb`, picture.thumb, 'image/jpeg')
  const place = keepsPlace && picture.place
  return {
    status: 'ready',
    ...(place && { place: seal(JSON.stringify(place), `uploads|${id}|place`, dataKeys) }),
  }
}

function unlessConflict(error: unknown): false {
  if (error instanceof Conflict) return false
  throw error
}
