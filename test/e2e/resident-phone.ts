import assert from 'node:assert/strict'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { zh } from '../../web/resident/words.ts'
import { en } from '../../web/resident/words-en.ts'
import { ROOM_WORDS } from '../../web/resident/words-rooms.ts'

export type Stack = { browser: Browser; baseUrl: string; qrUrl: string }
export type Scenario = { name: string; run(stack: Stack): Promise<void> }

/** Where to leave a picture of every page seen, for people who want to look. */
const SHOTS = process.env.E2E_SHOTS

/** A phone held by a person in Juye whose clock is set to another zone, because some are. */
export async function onPhone(
  { browser, baseUrl }: Stack,
  name: string,
  walk: (page: Page, look: (what: string) => Promise<void>) => Promise<void>,
  phone: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'America/New_York',
    geolocation: { latitude: 35.3921, longitude: 116.0962, accuracy: 30 },
    permissions: ['geolocation'],
    ...phone,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !/Failed to load resource/.test(line.text())) complaints.push(line.text())
  })
  const hosts = new Set<string>()
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http')) hosts.add(host)
  })
  let seen = 0
  try {
    await walk(page, async (what) => {
      if (SHOTS) {
        const file = `${name}-${String(++seen).padStart(2, '0')}-${what}.png`
        await page.screenshot({ path: join(SHOTS, file), fullPage: true })
      }
      // axe is a script itself; the same pages are looked at with script.
      if (phone.javaScriptEnabled !== false) await isFit(page, what)
    })
    assert.deepEqual(complaints, [], 'the browser complained')
    assert.deepEqual([...hosts], [new URL(baseUrl).host], 'nothing is loaded from or sent to anybody else')
  } catch (error) {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}-failed.png`), fullPage: true })
    throw error
  } finally {
    await context.close()
  }
}

/** What promises.md (c) asks of every page and every error state. */
async function isFit(page: Page, what: string) {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
    const found = await axe.run()
    return found.violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html).join(' ')}`,
    )
  })
  assert.deepEqual(violations, [], `axe on ${what}`)

  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, input, textarea')].flatMap((element) => {
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
      return width > 0 && (width < 44 || height < 44) ? [`${element.textContent} ${width}×${height}`] : []
    }),
  )
  assert.deepEqual(small, [], `targets under 44 px on ${what}`)

  // 150 %: text of 30 px, about what WeChat's largest setting makes of it. 200 %: what WCAG 1.4.4 asks for.
  for (const size of ['100%', '150%', '200%']) {
    const spill = await page.evaluate((size) => {
      const root = document.documentElement
      root.style.fontSize = size
      const wide = root.scrollWidth - root.clientWidth
      root.style.fontSize = ''
      return wide
    }, size)
    assert.ok(spill <= 0, `${what} is ${spill} px too wide at ${size}`)
  }
}
type Violation = { id: string; help: string; nodes: { html: string }[] }

/** Opens a page of the form and waits until it is awake: before that its buttons send plain forms. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await awake(page)
}
/** Awake, the way to the progress page leads through this page and not to the server. */
export const awake = (page: Page) => page.locator('a[href="#/follow"]').waitFor()

/** Waits until the element has the focus: it moves a moment after the page has turned. */
export async function hasFocus(page: Page, selector: string): Promise<void> {
  await page.locator(`${selector}:focus`).waitFor()
}
export const heading = (page: Page, text: string) =>
  page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor()
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

export const STORY = '楼下一直有车停在消防通道，今天早上又吵起来了，请来看看。'

/** The four questions, as a person answers them; ends on the page that asks to check. */
export async function answerAll(
  page: Page,
  { category = '停车', phone = '', words = STORY } = {},
): Promise<void> {
  await press(page, category)
  await heading(page, '事情在哪里？')
  await fromWhereToTell(page)
  await page.getByLabel('请说说是什么事').fill(words)
  await press(page, '继续')
  await page.getByLabel(/^手机号/).fill(phone)
  await press(page, '继续')
  await heading(page, '请核对一遍')
}

/** Past what neighbours have said, if other reports of this run have come first. */
export async function fromWhereToTell(page: Page, language: 'zh' | 'en' = 'zh'): Promise<void> {
  const t = language === 'zh' ? zh : en
  await press(page, t.next)
  const [tell, similar] = [t.tell, t.similar].map((name) =>
    page.getByRole('heading', { level: 1, name, exact: true }),
  ) as [Locator, Locator]
  await tell.or(similar).waitFor()
  if (await similar.isVisible()) await press(page, ROOM_WORDS[language].sendAnyway)
  await tell.waitFor()
}

/** Number and PIN as shown in large. */
export async function receiptOf(page: Page): Promise<{ number: string; pin: string }> {
  await heading(page, '已经收到')
  const [number = '', pin = ''] = await page.locator('.code').allTextContents()
  assert.match(number, /^JY-\d{6}-[0-9A-Z]{4}-[0-9A-Z]$/)
  assert.match(pin, /^\d{6}$/)
  return { number, pin }
}
