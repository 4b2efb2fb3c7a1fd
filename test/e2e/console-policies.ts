import { atDesk, type Desk, heading, openFromInbox, type Scenario } from './console-desk.ts'

/** What issue 4 promises of policies: read in words, tried before anybody lives with them, published once. */
export const scenarios: Scenario[] = [
  {
    name: 'console: a clock policy is read in words, tried on open reports and on a year, corrected and published',
    async run(stack) {
      const { number } = await stack.sendReport()
      await atDesk(stack, 'community', async (desk) => openFromInbox(desk, number))
      await atDesk(stack, 'county', async (desk) => {
        const { page, look, press } = desk
        await page.goto('/console/policies')
        await heading(page, '办理时限')
        const dispute = page.getByRole('row', { name: /^纠纷（未定级）/ })
        await dispute.getByText('4 个工作小时').waitFor()
        await look('the clock policies')

        await write(desk, (terms) => ({ ...terms, contact: { within: { kind: 'working', amount: 0 } } }))
        await press('试算')
        await page.getByText('草案有 1 处要改').waitFor()
        await page.getByText(/contact \/ within \/ amount/).waitFor()
        await look('a draft that is refused')
        await write(desk, (terms) => ({ ...terms, contact: { within: { kind: 'days', amount: 9 } } }))
        await press('试算')
        await page.getByText('首次联系：首次联系的时限比办结的时限还长').waitFor()

        await write(desk, (terms) => ({ ...terms, contact: { within: { kind: 'working', amount: 60 } } }))
        await dispute.getByText('1 个工作小时').waitFor()
        await dispute.getByText('已改').waitFor()
        await press('试算')
        const open = page.getByRole('region', { name: '在办的件：期限会怎么变' })
        await open.getByRole('link', { name: number }).waitFor()
        const year = page.getByRole('region', { name: '模拟一年：和现行时限比较' })
        await year.getByRole('row', { name: /^首次联系/ }).waitFor({ timeout: 60_000 })
        await look('a draft that was tried')

        const version = `试行-${Date.now()}`
        await page.getByLabel('新版本的名称').fill(version)
        await press('发布')
        await page.getByText(`已发布 ${version}`).waitFor()
        await page.getByRole('region', { name: '已发布的版本' }).getByText(version).waitFor()
      })
      await atDesk(stack, 'admin', async ({ page, press }) => {
        await page.goto('/console/policies')
        await press('试算')
        const open = page.getByRole('region', { name: '在办的件：期限会怎么变' })
        await open.getByText(/^看了 \d+ 件/).waitFor()
        if ((await open.getByRole('link').count()) > 0)
          throw new Error('somebody without case work is shown cases')
      })
    },
  },
]

type Terms = Record<string, unknown>

async function write({ page, press }: Desk, change: (terms: Terms) => Terms): Promise<void> {
  const field = page.getByLabel('这一类的条款（JSON）')
  const terms = JSON.parse(await field.inputValue()) as Terms
  await field.fill(JSON.stringify(change(terms), null, 2))
  await press('放进草案')
}
