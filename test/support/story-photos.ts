import { aPhoto } from './a-photo.ts'
import { sendFile } from './send-file.ts'
import type { Stage } from './story-stage.ts'

/** Announced and sent; nobody has claimed it yet. */
export async function sendPhoto({ ask, objects }: Stage): Promise<string> {
  const photo = await aPhoto()
  const body = { kind: 'photo', type: 'image/jpeg', bytes: photo.length }
  const { body: ticket } = await ask('beginUpload', { body })
  const status = await sendFile(ticket.url, objects, photo)
  if (status !== 200) throw new Error(`the bucket answered ${status}`)
  return ticket.upload
}

/** One more photo, whose report's nudge is lost: the minute brings it. Whoever follows the report sees both. */
export async function addPhoto(
  stage: Stage,
  { number, pin }: { number: string; pin: string },
): Promise<void> {
  const { ask, lose, run, hear } = stage
  const uploads = [await sendPhoto(stage)]
  await ask('addUploads', { params: { number }, body: { pin, uploads } })
  lose('media')
  await run('sweepUploads')
  await hear('media')
  await ask('followReport', { params: { number }, query: { pin } })
  const { body: seen } = await ask('openReport', { params: { number }, body: { pin } })
  for (const { large = '' } of seen.uploads)
    await ask('showMedia', { params: { link: large.slice('/media/'.length) } })
}
