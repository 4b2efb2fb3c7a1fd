import assert from 'node:assert/strict'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { TestStack } from '../../local/with-stack.ts'

export type Stack = TestStack & { browser: Browser }
export type Scenario = { name: string; run(stack: Stack): Promise<void> }

/** Where to leave a picture of every page seen, for people who want to look. */
const SHOTS = process.env.E2E_SHOTS
let seen = 0

export type Desk = { page: Page; look(what: string): Promise<void>; press(name: string): Promise<void> }

/**
 * A desk in an office whose computer is set to another zone. Signed in with a session when `account` is given. Whatever the
 * browser complains about (a style the policy blocked, an uncaught error) fails the scenario.
 */
export async function atDesk(
  { browser, baseUrl, signIn }: Stack,
  account: string | undefined,
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
  })
  if (account) await sit(context, await signIn(account))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !/Failed to load resource/.test(line.text())) complaints.push(line.text())
  })
  const desk: Desk = {
    page,
    look: (what) => look(page, what),
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
  }
  try {
    await work(desk)
    assert.deepEqual(complaints, [], 'the browser complained')
  } catch (error) {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, 'console-failed.png') })
    throw error
  } finally {
    await context.close()
  }
}

/** Chromium takes a `__Host-` cookie from our hands only for an https address, and then sends it to the loopback as well. */
export async function sit(context: BrowserContext, cookies: Awaited<ReturnType<TestStack['signIn']>>) {
  await context.addCookies(
    cookies.map((cookie) => ({ ...cookie, url: cookie.url.replace(/^http:/, 'https:') })),
  )
}

/** Nothing axe can find, and nothing wider than the window at 200 %. */
async function look(page: Page, what: string) {
  if (SHOTS) {
    const file = `console-${String(++seen).padStart(2, '0')}-${what.replaceAll(' ', '-')}.png`
    await page.screenshot({ path: join(SHOTS, file) })
  }
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
    const found = await axe.run()
    return found.violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`,
    )
  })
  assert.deepEqual(violations, [], `axe on ${what}`)

  await page.setViewportSize({ width: 720, height: 450 })
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await page.setViewportSize({ width: 1440, height: 900 })
  assert.ok(spill <= 0, `${what} is ${spill} px too wide at 200 %`)
}
type Violation = { id: string; help: string; nodes: { html: string }[] }

export const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

/** Waits for the row to come by itself: nobody reloads an inbox. */
export async function openFromInbox({ page }: Desk, number: string): Promise<void> {
  await page.goto('/console/inbox')
  await page.getByRole('link', { name: number, exact: true }).click()
  await heading(page, number)
}

/** What the page says the report's status is, beside its number. */
export const isNow = (page: Page, status: string) =>
  page.locator('.report-head .status', { hasText: status }).waitFor()

/** Presses the move, fills its fields by their labels, confirms, and waits until it is recorded. */
export async function make(desk: Desk, move: string, fields: Record<string, string>): Promise<void> {
  await desk.press(move)
  for (const [label, words] of Object.entries(fields))
    await desk.page.getByLabel(label, { exact: true }).fill(words)
  await desk.press(`确认：${move}`)
  await desk.page.getByText(`已记录：${move}`).waitFor()
}
