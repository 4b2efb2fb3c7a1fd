import { guard } from '../../lib/platform/guard.ts'
import { http } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { liveS3 } from '../../lib/platform/live-objects.ts'
import { objectsIn } from '../../lib/platform/objects.ts'
import { presignIn } from '../../lib/platform/presign.ts'
import { queue, readArrival } from '../../lib/platform/queue.ts'
import { schedule } from '../../lib/platform/schedule.ts'
import { sweep } from '../../lib/platform/sweep.ts'
import { beginUpload as begin } from './begin-upload.ts'
import { redraw } from './picture.ts'
import { processUploads as look } from './process-uploads.ts'
import { showMedia as show } from './show-media.ts'

const { log, now, newId, measure, publish, uploads, draws, floodKeys, mediaKeys, dataKeys, config } =
  live('media')
const { limited } = guard({ draws, floodKeys, now, log })
const s3 = liveS3()
const staging = objectsIn(s3, config.buckets.staging)
const media = objectsIn(s3, config.buckets.media)
const presign = presignIn(s3, config.buckets.staging, config.settings.UPLOAD_ORIGIN)

export const beginUpload = http(
  'beginUpload',
  limited('upload', begin({ uploads, presign, mediaKeys, newId, now })),
  log,
)
export const sweepUploads = schedule(
  sweep('upload.due', { of: 'uploads', due: uploads.due, publish, now, measure }),
  log,
)
export const processUploads = queue(
  { 'upload.due': look({ uploads, staging, media, redraw, dataKeys, now }) },
  log,
  readArrival,
)
export const showMedia = http('showMedia', show({ media, mediaKeys, now }), log)
