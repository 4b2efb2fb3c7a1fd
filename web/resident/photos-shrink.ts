import { isTypeOf, KINDS } from '../../lib/media/kinds.ts'

/** The longest side of what is sent, in pixels: staff are shown no more either. */
const SIDE = 1600
const QUALITY = 0.8

/**
 * The photo as it is sent: small, upright and drawn anew, so that nothing the camera wrote beside the pixels leaves the phone.
 * What this phone cannot draw is sent as it is if the server may know better; undefined if it can be no photo at all.
 */
export async function shrunk(file: Blob): Promise<Blob | undefined> {
  // A drawing can be a page with a script in it: not even this phone's own is opened.
  if (/svg|xml/.test(file.type)) return undefined
  try {
    return (await drawn(file)) ?? asItIs(file)
  } catch {
    return asItIs(file)
  }
}

const asItIs = (file: Blob) =>
  isTypeOf('photo', file.type) && file.size > 0 && file.size <= KINDS.photo.bytes ? file : undefined

async function drawn(file: Blob): Promise<Blob | null> {
  const source = await decoded(file)
  const { width, height } = source
  const scale = Math.min(1, SIDE / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const pen = canvas.getContext('2d')!
  // What shows through a PNG would come out black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(source, 0, 0, canvas.width, canvas.height)
  if ('close' in source) source.close()
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
}

/** Old phones know only the second way; those that know the first hold the page up less with it. */
async function decoded(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  if (typeof createImageBitmap === 'function')
    return createImageBitmap(file, { imageOrientation: 'from-image' })
  const view = URL.createObjectURL(file)
  const image = new Image()
  try {
    await new Promise((loaded, failed) => {
      image.onload = loaded
      image.onerror = failed
      image.src = view
    })
    return image
  } finally {
    URL.revokeObjectURL(view)
  }
}
