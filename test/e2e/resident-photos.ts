import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { staff, until } from '../../local/demo/client.ts'
import { aBomb, aPhoto } from '../support/a-photo.ts'
import {
  fromWhereToTell,
  heading,
  onPhone,
  open,
  press,
  receiptOf,
  STORY,
  type Stack,
} from './resident-phone.ts'

type File = { name: string; mimeType: string; buffer: Buffer }
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
const aFile = async (name: string, size = {}): Promise<File> => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await aPhoto(size),
})
/** As the album hands them over. */
const pick = (page: Page, files: File[]) => page.getByLabel('从相册选').setInputFiles(files)
const sent = (page: Page, count: number) =>
  until(`${count} files sent`, 60, async () => (await page.getByText('已传上').count()) === count)

async function toTell(page: Page, { qrUrl }: Stack, category: string): Promise<void> {
  await open(page, qrUrl)
  await press(page, category)
  await heading(page, '事情在哪里？')
  await fromWhereToTell(page)
  await page.getByLabel('请说说是什么事').fill(STORY)
}
async function toCheck(page: Page): Promise<void> {
  await press(page, '继续')
  await heading(page, '怎么联系您？')
  await press(page, '继续')
  await heading(page, '请核对一遍')
}

/** Seven good photos arrive small and without what the camera wrote; a drawing and a bomb are kept from everybody, in words. */
export async function ninePhotos(stack: Stack) {
  await onPhone(stack, 'photos', async (page, look) => {
    await toTell(page, stack, '物业')
    const good = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => aFile(`${n}.jpg`, { width: 300 + n })))
    const large = await aFile('large.jpg', { width: 4000, height: 3000 })
    const drawing = { name: 'drawing.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(SVG) }
    const bomb = { name: 'bomb.png', mimeType: 'image/png', buffer: aBomb() }
    await page.getByRole('heading', { name: '照片和录音（可不填）' }).waitFor()
    await look('empty')
    await pick(page, [large, ...good, drawing, bomb])
    await sent(page, 9)
    await pick(page, [await aFile('tenth.jpg')])
    await page.getByRole('alert').getByText('最多 9 张照片').waitFor()
    await look('sent')
    await toCheck(page)
    await page.getByText('照片 9 张').waitFor()
    await look('check')
    await press(page, '提交')
    const { number } = await receiptOf(page)
    await look('done')
    await press(page, '查进展')
    await page.getByText('没有收下：不是照片或录音').waitFor()
    await page.getByText('没有收下：图片尺寸太大').waitFor()
    await page.locator('.files img').nth(6).waitFor()
    await look('progress')

    const worker = await staff(stack.baseUrl, 'community')
    const { items } = await worker.get('/api/staff/reports')
    const { id } = (items as { id: string; number: string }[]).find((one) => one.number === number)!
    const { uploads } = await worker.get(`/api/staff/reports/${id}`)
    const shown = (uploads as { status: string; large: string }[]).filter(({ status }) => status === 'ready')
    assert.equal(shown.length, 7)
    const photo = await fetch(new URL(shown[0]!.large, stack.baseUrl))
    const { width, height, exif } = await sharp(await photo.arrayBuffer()).metadata()
    assert.deepEqual([width, height, exif], [1600, 1200, undefined])
  })
}

/** The photo does not get through and the report does; it is added on the page that shows how far the report is. */
export async function addedLater(stack: Stack) {
  await onPhone(stack, 'later', async (page, look) => {
    await toTell(page, stack, '公共设施')
    await page.route('**/api/uploads', (route) => route.abort('connectionreset'))
    await pick(page, [await aFile('lamp.jpg', { width: 900, height: 1200 })])
    await page.getByText('没有传上').waitFor()
    await look('failed')
    await toCheck(page)
    await press(page, '提交')
    await receiptOf(page)
    await page.getByText('不耽误办事').waitFor()
    await look('done')
    await page.unroute('**/api/uploads')
    await page.getByRole('button', { name: '再试一次 照片 1' }).click()
    await page.getByText('照片和录音都传上了。').waitFor()
    await press(page, '查进展')
    await page.locator('.files a img').waitFor()
    await press(page, '补传照片或录音')
    await pick(page, [
      await aFile('pole.jpg', { width: 900, height: 1200 }),
      { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(SVG) },
    ])
    await page.getByText('这个文件打不开，没有传').waitFor()
    await page.locator('.files a img').nth(1).waitFor()
    await look('added')
  })
}

/** Said instead of written, with one photo; both go with the report, and one that is taken back does not. */
export async function spoken(stack: Stack) {
  await onPhone(
    stack,
    'spoken',
    async (page, look) => {
      await toTell(page, stack, '环境卫生')
      await press(page, '录一段话（最长 60 秒）')
      await page.getByText('还能说 58 秒').waitFor()
      await look('recording')
      await press(page, '说完了')
      await sent(page, 1)
      await pick(page, [await aFile('one.jpg'), await aFile('two.jpg', { width: 200 })])
      await sent(page, 3)
      await page.getByRole('button', { name: '去掉 照片 2' }).click()
      await look('sent')
      await page.reload()
      await page.getByText('以前选的照片或录音已传上：2 个').waitFor()
      await toCheck(page)
      await page.getByText('录音 1 段').waitFor()
      await press(page, '提交')
      await receiptOf(page)
      await press(page, '查进展')
      await page.locator('.files audio').waitFor()
      await page.locator('.files a img').waitFor()
      await look('progress')
    },
    { permissions: ['microphone', 'geolocation'] },
  )
}

/** What is said in confidence may be shown in a photo as well; this phone keeps nothing of either. */
export async function secretPhoto(stack: Stack) {
  await onPhone(stack, 'secret', async (page, look) => {
    await open(page, stack.qrUrl)
    await page.getByRole('button', { name: /^反映干部作风问题/ }).click()
    await press(page, '我知道了，开始填写')
    await page.getByLabel('请说说是什么事').fill('三月二日上午，在社区办事时被要了红包。')
    await pick(page, [await aFile('receipt.jpg')])
    await sent(page, 1)
    await look('tell')
    await toCheck(page)
    await look('check')
    await press(page, '提交')
    await receiptOf(page)
    await look('done')
    const kept = await page.evaluate(async () => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name),
    ])
    assert.deepEqual(kept, [])
  })
}
