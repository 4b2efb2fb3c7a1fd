import sharp from 'sharp'
import { HOUR, instant, later, MINUTE, wallClock } from '../../lib/kernel/instant.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import { aBomb, aPhoto } from '../support/a-photo.ts'
import { withCounty } from '../support/given-county.ts'
import { sendFile } from '../support/send-file.ts'

const { stack, submit, objects, stored } = withCounty()
const clock = wallClock(instant(Date.now()))
/** Signatures are good by the engine's own clock. */
beforeEach(() => stack().at(clock))

const announce = (bytes: number, more: object = {}) =>
  stack().ask('beginUpload', { body: { kind: 'photo', type: 'image/jpeg', bytes, ...more } })
const send = (url: string, bytes: Uint8Array | string, type?: string) => sendFile(url, objects(), bytes, type)
const work = async () => {
  while ((await stack().deliver('media')).length > 0);
}

/** A file announced, sent and given to a report of its own; what the resident sees of it when it has been looked at. */
async function looked(name: string, bytes: Uint8Array | string, more: { kind?: string; type?: string } = {}) {
  const file = Buffer.from(bytes)
  const { body: ticket } = await announce(file.length, more)
  expect(await send(ticket.url, file, more.type)).toBe(200)
  const { body: receipt } = await submit(name, { uploads: [ticket.upload] })
  expect(receipt.uploads).toBe(1)
  await work()
  return follow(receipt)
}
async function follow({ number, pin }: { number: string; pin: string }) {
  const { body } = await stack().ask('followReport', { params: { number }, query: { pin } })
  return body.uploads
}
async function show(link: string) {
  const params = { link: link.slice('/media/'.length) }
  const { status, headers, body } = await stack().ask('showMedia', { params })
  return { status, headers, bytes: status === 200 ? Buffer.from(body, 'base64') : Buffer.alloc(0) }
}

describe('a photo', () => {
  test('is drawn anew, small enough for a weak phone, without who and where it was taken', async () => {
    const photo = await aPhoto({ width: 4000, height: 3000 })
    expect(photo.toString('latin1')).toContain('Exif')
    const [seen] = await looked('large-photo', photo)
    expect(seen).toMatchObject({ kind: 'photo', status: 'ready' })
    for (const [link, width, height] of [
      [seen.large, 1600, 1200],
      [seen.thumb, 240, 180],
    ]) {
      const { status, headers, bytes } = await show(link)
      expect(status).toBe(200)
      expect(headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
      expect(headers['content-security-policy']).toContain('sandbox')
      const { width: drawnWidth, height: drawnHeight, exif } = await sharp(bytes).metadata()
      expect([drawnWidth, drawnHeight, exif]).toEqual([width, height, undefined])
    }
  })

  test('that nobody has claimed is not looked at; claimed, it is, though its arrival was told before', async () => {
    const photo = await aPhoto()
    const { body: ticket } = await announce(photo.length)
    await send(ticket.url, photo)
    await work()
    const { body: receipt } = await submit('claimed-late', { uploads: [ticket.upload] })
    expect((await follow(receipt))[0].status).toBe('waiting')
    await work()
    expect((await follow(receipt))[0].status).toBe('ready')
  })

  test('that arrives after its report is shown all the same, and once it is, nothing changes it', async () => {
    const photo = await aPhoto()
    const { body: ticket } = await announce(photo.length)
    const { body: receipt } = await submit('sent-first', { uploads: [ticket.upload] })
    await work()
    expect((await follow(receipt))[0].status).toBe('waiting')
    await send(ticket.url, photo)
    await work()
    expect((await follow(receipt))[0].status).toBe('ready')
    await send(ticket.url, Buffer.alloc(photo.length))
    await work()
    expect((await follow(receipt))[0].status).toBe('ready')
  })

  test('whose arrival nobody heard of is found when the minute comes round, and one that never came is said to be missing', async () => {
    const { body: ticket } = await announce(100)
    const { body: receipt } = await submit('never-sent', { uploads: [ticket.upload] })
    await work()
    stack().at(wallClock(later(instant(Date.now()), HOUR)))
    await stack().run('sweepUploads')
    await work()
    expect(await follow(receipt)).toEqual([{ kind: 'photo', status: 'refused', why: 'not-arrived' }])
  })

  test('of which nobody was told, by us or by the bucket, is found within two minutes', async () => {
    const photo = await aPhoto()
    const { body: ticket } = await announce(photo.length)
    const { body: receipt } = await submit('told-nobody', { uploads: [ticket.upload] })
    await work()
    await send(ticket.url, photo)
    await stack().lose('media')
    stack().at(wallClock(later(instant(Date.now()), 2 * MINUTE)))
    await stack().run('sweepUploads')
    await work()
    expect((await follow(receipt))[0].status).toBe('ready')
  })

  test('is seen by staff of its place, through links that nobody can make or keep', async () => {
    await looked('seen-by-staff', await aPhoto())
    await stack().deliver('routing')
    stack().at('2026-03-02 09:00')
    const asked = (who: string) => ({
      params: { id: idOf('seen-by-staff') },
      cookies: [`__Host-sid=secret of ${who}`],
    })
    const { body } = await stack().ask('readReport', asked('ann'))
    expect((await show(body.uploads[0].large)).status).toBe(200)
    const again = await stack().ask('readReport', asked('ann'))
    expect(again.body.uploads).toEqual(body.uploads)
    expect((await show(body.uploads[0].large.replace('.large', '.thumb'))).status).toBe(404)
    stack().at('2026-03-02 09:16')
    expect((await show(body.uploads[0].large)).status).toBe(404)
    expect((await stack().ask('readReport', asked('bob'))).status).toBe(404)
  })

  test('keeps the place of its own data only when its sender agreed, and then encrypted', async () => {
    for (const keepsPlace of [true, false]) {
      const photo = await aPhoto()
      const { body: ticket } = await announce(photo.length, { keepsPlace })
      await send(ticket.url, photo)
      await submit(`place-${keepsPlace}`, { uploads: [ticket.upload] })
      await work()
      const [id] = (await stored(`place-${keepsPlace}`)).value.uploads!
      const { place } = (await stack().uploads.find(id!))!
      expect([typeof place, place?.includes('35.39')]).toEqual(
        keepsPlace ? ['string', false] : ['undefined', undefined],
      )
    }
  })
})

const idOf = (name: string) => sha256(`report.form-of-${name}`).slice(0, 32)

describe('a hostile file', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

  test.each<[string, () => Buffer | string | Promise<Buffer>, object, string]>([
    ['an SVG called a PNG', () => SVG, { type: 'image/png' }, 'not-media'],
    [
      'a page called a recording',
      () => '<html><script>1</script>',
      { kind: 'voice', type: 'audio/mp4' },
      'not-media',
    ],
    ['a photo called a recording', () => aPhoto(), { kind: 'voice', type: 'audio/mp4' }, 'not-media'],
    ['a bomb', aBomb, { type: 'image/png' }, 'too-many-pixels'],
    [
      'a JPEG cut in half',
      async () => (await aPhoto({ width: 800, height: 600 })).subarray(0, 900),
      {},
      'broken',
    ],
    [
      'the first bytes of a JPEG and rubbish',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(99)]),
      {},
      'broken',
    ],
  ])('%s is refused with a reason, and its report is not', async (name, make, more, why) => {
    const [seen] = await looked(sha256(name).slice(0, 12), await make(), more)
    expect(seen).toEqual({ kind: expect.any(String), status: 'refused', why })
  })

  test('with a script behind the photo loses the script', async () => {
    const [seen] = await looked('polyglot', Buffer.concat([await aPhoto(), Buffer.from(SVG)]))
    const { bytes } = await show(seen.large)
    expect(bytes.toString('latin1')).not.toContain('script')
  })

  test.each([
    [{ bytes: 0 }],
    [{ bytes: 10_000_001 }],
    [{ type: 'image/svg+xml' }],
    [{ kind: 'voice', type: 'audio/mp4', bytes: 2_000_001 }],
    [{ kind: 'voice' }],
  ])('is not even announced: %j', async (more) => {
    const { status, body } = await announce(100, more)
    expect([status, body.code]).toEqual([422, 'file-refused'])
  })
})

describe('the address a file is sent to takes', () => {
  const file = Buffer.alloc(100, 1)
  const ticket = async () => (await announce(file.length)).body.url as string

  test('that file, and it arrives', async () => {
    expect(await send(await ticket(), file)).toBe(200)
  })

  test.each<[string, (url: string) => string, Buffer, string]>([
    ['a larger file', (url) => url, Buffer.alloc(101), 'image/jpeg'],
    ['a smaller file', (url) => url, Buffer.alloc(99), 'image/jpeg'],
    ['another type', (url) => url, file, 'image/svg+xml'],
    ['another name', (url) => url.replace(/\/p\w/, '/p_'), file, 'image/jpeg'],
    ['another bucket', (url) => url.replace('-staging', '-media'), file, 'image/jpeg'],
    ['a longer life', (url) => url.replace(/Expires=\d+/, 'Expires=604800'), file, 'image/jpeg'],
    ['no signature', (url) => url.replace(/\?.*/, ''), file, 'image/jpeg'],
  ])('not %s', async (_, change, bytes, type) => {
    expect(await send(change(await ticket()), bytes, type)).toBe(403)
  })

  test('nothing before its time has come', async () => {
    stack().at(wallClock(later(instant(Date.now()), HOUR)))
    const early = await ticket()
    expect(await send(early, file)).toBe(403)
  })

  test('nothing when its time is over', async () => {
    stack().at(wallClock(later(instant(Date.now()), -HOUR)))
    const late = await ticket()
    expect(await send(late, file)).toBe(403)
  })
})

describe('an upload', () => {
  const announced = async () => (await announce(100)).body.upload as string

  test('belongs to the first report that names it', async () => {
    const upload = await announced()
    expect((await submit('first-owner', { uploads: [upload] })).body.uploads).toBe(1)
    expect((await submit('second-owner', { uploads: [upload] })).body.uploads).toBe(0)
    expect((await submit('first-owner', { uploads: [upload] })).body.uploads).toBe(1)
  })

  test('that we never handed out is nobody’s, and the report is accepted', async () => {
    const upload = (await announced()).replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const { status, body } = await submit('forged-upload', { uploads: [upload, 'k1.x.p1'] })
    expect([status, body.uploads]).toEqual([201, 0])
  })

  test('is added later with number and PIN, up to nine photos and one recording in all, however many come at once', async () => {
    const { body: receipt } = await submit('nine-photos', { uploads: [await announced()] })
    const params = { number: receipt.number }
    const add = async (pin: string, uploads: string[]) =>
      stack().ask('addUploads', { params, body: { pin, uploads } })
    const more = await Promise.all(Array.from({ length: 10 }, announced))
    await Promise.all([add(receipt.pin, more.slice(0, 5)), add(receipt.pin, more.slice(5))])
    const held = (await stored('nine-photos')).value.uploads!
    expect(held).toHaveLength(9)
    const left = more.map((token) => token.split('.')[2]!).filter((id) => !held.includes(id))
    const fates = (await Promise.all(left.map(stack().uploads.find))).map((fate) => fate!)
    expect(fates.filter(({ reportId, why }) => reportId && why !== 'too-many')).toEqual([])
    const wrong = receipt.pin === '000000' ? '111111' : '000000'
    expect((await add(wrong, [await announced()])).status).toBe(404)
    const tooMany = await Promise.all(Array.from({ length: 11 }, announced))
    expect((await submit('eleven', { uploads: tooMany })).status).toBe(422)
  })
})
