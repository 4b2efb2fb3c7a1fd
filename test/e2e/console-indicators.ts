import { atDesk, heading, openFromInbox, type Scenario } from './console-desk.ts'

/** What issue 4 promises of figures: each beside its target and what it counts, down to the grid, and no small numbers for all. */
export const scenarios: Scenario[] = [
  {
    name: 'console: figures beside their targets and their meaning, from the county down to the grid',
    async run(stack) {
      await atDesk(stack, 'county', async ({ page, look }) => {
        await page.goto('/console/indicators?from=2020-01&to=2020-02')
        await heading(page, '指标')
        await page.getByRole('heading', { name: '这段时间还没有指标' }).waitFor()
        await page.getByText('insights rebuild --from 2020-01 --to 2020-02').waitFor()
        await look('no figures yet')
      })
      const { number } = await stack.sendReport()
      await atDesk(stack, 'community', async (desk) => openFromInbox(desk, number))
      const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
      stack.ops('insights', 'rebuild', '--from', month, '--to', month)

      await atDesk(stack, 'county', async ({ page, look }) => {
        await page.goto(`/console/indicators?from=${month}&to=${month}`)
        const response = page.getByRole('row', { name: /^响应率/ })
        await response.getByText('不低于 95%').waitFor()
        await response.getByText(/首次联系时限内/).waitFor()
        await look('figures of the county')
        for (const part of [/凤凰街道/, /凤凰社区/])
          await page.getByRole('link', { name: part }).first().click()
        await page.getByRole('region', { name: '分区域' }).getByRole('link').first().click()
        await page.getByRole('region', { name: '分类别' }).getByRole('rowheader', { name: '停车' }).waitFor()
        await look('figures of a grid')
        await page.getByRole('link', { name: /^返回/ }).click()
        await page.getByRole('heading', { level: 2, name: '凤凰社区' }).waitFor()
      })
      await atDesk(stack, 'admin', async ({ page, look }) => {
        await page.goto(`/console/indicators?from=${month}&to=${month}`)
        await page.getByText('您的岗位只看数字').waitFor()
        if ((await page.getByRole('region', { name: '分区域' }).getByRole('link').count()) > 0)
          throw new Error('somebody without case work is led down to the grids')
        await look('numbers for the administrator')
      })
    },
  },
]
