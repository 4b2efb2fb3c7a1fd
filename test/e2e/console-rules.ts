import assert from 'node:assert/strict'
import { atDesk, heading, isNow, make, openFromInbox, type Scenario } from './console-desk.ts'

const NIGHT = {
  id: 'parking-police',
  name: '停车纠纷先找民辅警',
  when: { categories: ['parking'], hours: { from: '00:00', until: '24:00' } },
  does: { post: 'aux_police', assist: ['北城派出所'], priority: 'urgent' },
}
const caseOf = (rule: string | null) => ({
  name: '白天停车',
  given: { category: 'parking', at: '2026-03-02 09:00' },
  expect: { rule },
})
const textOf = (rule: object, expected: string | null) =>
  JSON.stringify({ rules: [rule], cases: [caseOf(expected)] })

/** What issue 3 promises: rules that people can read, try and publish, and that say why a report went where it went. */
export const ruleScenarios: Scenario[] = [
  {
    name: 'console: rules are refused at the field, tried on cases, and published once all of them pass',
    async run(stack) {
      await atDesk(stack, 'county', async ({ page, look, press }) => {
        await page.goto('/console/rules')
        await heading(page, '派单规则')
        await page.getByText('还没有规则，来件只按地点派。').waitFor()
        await look('no rules yet')

        const text = page.getByLabel('规则和用例（JSON）')
        await text.fill(textOf(NIGHT, null))
        await press('试跑全部用例')
        await page.getByText(/第 \d+ 行 \/rules\/0\/when\/hours\/until：时间写成 22:00 这样/).waitFor()
        await look('a fault at its field')
        await press('去看')
        const chosen = await text.evaluate((area: HTMLTextAreaElement) =>
          area.value.slice(area.selectionStart, area.selectionEnd),
        )
        assert.match(chosen, /"until": "24:00"/)

        const right = { ...NIGHT, when: { categories: ['parking'] } }
        await text.fill(textOf(right, null))
        await page.getByLabel('这次为什么改（2 到 200 字）').fill('车位纠纷多发')
        await press('发布新版本')
        await page.locator('.results .failed', { hasText: '白天停车' }).waitFor()
        await look('a case that failed')

        await text.fill(textOf(right, 'parking-police'))
        await press('试跑全部用例')
        await page.getByText('1 个用例全部通过').waitFor()
        const one = page.getByRole('region', { name: '试一件' })
        await one.getByRole('button', { name: '看会派到哪里' }).click()
        await one.getByText('没有规则适用，按地点派').waitFor()
        await press('发布新版本')
        await page.getByText('已发布第 1 版').waitFor()
        await page.locator('.rules', { hasText: '由社区民辅警办理，请北城派出所协办，特急' }).waitFor()
        await look('rules published')
      })
    },
  },
  {
    name: 'console: a grid returns what is not its own, once, and then nobody owns it until somebody takes it',
    async run(stack) {
      const { number } = await stack.sendReport('门口的车不是我们网格的，请看看。')
      await atDesk(stack, 'grid', async (desk) => {
        await openFromInbox(desk, number)
        await make(desk, '退回', { 为什么不属于本网格: '这辆车停在隔壁网格的门口。' })
        await isNow(desk.page, '无人认领')
      })
      await atDesk(stack, 'community', async (desk) => {
        const { page, look } = desk
        await openFromInbox(desk, number)
        await isNow(page, '无人认领')
        await page.getByText('认领', { exact: true }).first().waitFor()
        await look('a report that nobody owns')
        await page.getByRole('button', { name: '改派', exact: true }).waitFor()
      })
    },
  },
]
