import assert from 'node:assert/strict'
import { type Instant, MINUTE, SECOND } from '../../lib/kernel/instant.ts'
import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'
import { drillPolicy, type Policy } from '../../lib/sla/policy.ts'
import { staff, until } from '../../local/demo/client.ts'
import { atDesk, heading, type Scenario, type Stack } from './console-desk.ts'

/** The first deadline passes within seconds and the ones above it do not, so that one escalation stands. */
async function withSoonDeadline<T>({ baseUrl }: Stack, work: () => Promise<T>): Promise<T> {
  const supervisor = await staff(baseUrl, 'county')
  const publish = async (version: string, classes: Policy['classes']) => {
    const body = { version, common: DEFAULT_POLICY.common, classes }
    const { effectiveAt } = await supervisor.post('/api/staff/policies', body)
    await until('the policy', 20, async () => Date.now() > Date.parse(effectiveAt))
  }
  const drill = drillPolicy('chat-drill', '2026-01-01T00:00:00.000Z' as Instant, (6 * SECOND) / MINUTE, 60)
  const classes = Object.fromEntries(
    Object.entries(drill.classes).map(([name, { contact, resolve }]) => [
      name,
      { contact: { ...contact!, above: resolve!.above! }, resolve },
    ]),
  ) as Policy['classes']
  await publish('chat-drill', classes)
  const result = await work()
  await publish('after-chat-drill', DEFAULT_POLICY.classes)
  return result
}

const inChat = async ({ baseUrl }: Stack, words: readonly string[]) => {
  const messages = await (await fetch(new URL('/sandbox/messages.json', baseUrl))).text()
  return (JSON.parse(messages) as object[])
    .map((message) => JSON.stringify(message))
    .some((message) => words.every((word) => message.includes(word)))
}

/** Whoever is on duty has it on a list of their own, with how many wait in the menu. */
const isOnTheListOf = (stack: Stack, account: string, number: string) =>
  atDesk(stack, account, async ({ page, look }) => {
    await page.goto('/console/alerts')
    await heading(page, '我的提醒')
    const row = page.locator('tr', { hasText: number })
    await row.getByText(/社区民辅警 · 请于 .+ 前知悉/).waitFor()
    await page.locator('.menu .tally').waitFor()
    await look('my alerts')
  })

/** What issue 5 promises of answers from chat, tapped through on the real stack. */
export const scenarios: Scenario[] = [
  {
    name: 'chat: an escalation in the group is tapped and acknowledged, and the report’s timeline tells so',
    run: (stack) =>
      atDesk(stack, undefined, async ({ page, look, press }) => {
        const { number } = await withSoonDeadline(stack, () => stack.sendReport())
        await until('the escalation in the group', 120, () => inChat(stack, [`超时升级 ${number}`]))
        await isOnTheListOf(stack, 'police', number)
        await page.goto('/sandbox')
        const bubble = page.locator('article', { hasText: `超时升级 ${number}` }).first()
        for (const answer of ['知悉', '接单', '申请延期'])
          await bubble.getByRole('link', { name: answer, exact: true }).waitFor()
        const link = (await bubble.getByRole('link', { name: '知悉', exact: true }).getAttribute('href'))!

        for (const method of ['GET', 'HEAD'])
          await fetch(link, { method, headers: { 'user-agent': 'link preview' } })
        await bubble.getByRole('link', { name: '知悉', exact: true }).click()
        await heading(page, '知悉')
        await look('a link before sign-in')
        await page.getByRole('link', { name: '登录后确认', exact: true }).click()
        await page.getByRole('button', { name: /community/ }).click()
        await page.getByText(number, { exact: true }).waitFor()
        assert.ok(new URL(page.url()).pathname.startsWith('/a/'))
        await look('a link to confirm')
        await press('确认：知悉')
        await page.getByText('已记录：知悉').waitFor()
        await look('an answer recorded')

        await page.goto(link)
        await page.getByText('已记录：知悉').waitFor()
        assert.equal(await page.getByRole('button').count(), 0, 'a used link offers nothing')
        await page.getByRole('link', { name: '到工作台查看', exact: true }).click()
        await heading(page, number)
        const line = page.locator('.history li', { hasText: '知悉' })
        await line.getByText('社区工作者').first().waitFor()
        assert.match((await line.textContent())!, /来自聊天/)
        assert.equal(await line.count(), 1, 'one tap, one line')
      }),
  },
]
