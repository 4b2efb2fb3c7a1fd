import { atDesk, heading, type Scenario } from './console-desk.ts'

const MARKET = '集市周六营业'
const WHY = '县政府办〔2026〕12 号：暴雪停工'

/** What issue 4 promises of the calendar: deadlines stand on days that people can see, change and trace. */
export const scenarios: Scenario[] = [
  {
    name: 'console: the county decides about a day, and whoever works by the calendar sees who decided and why',
    async run(stack) {
      await atDesk(stack, 'county', async (desk) => {
        const { page, look } = desk
        await page.goto('/console/calendar')
        await heading(page, '工作日历')
        await page.getByText(/放假安排已知到 20\d\d-12-31/).waitFor()
        await look('the calendar')
        const form = page.getByRole('region', { name: '改一天' })
        await form.getByRole('button', { name: '确认，并重算时限' }).click()
        await form.getByText('没有这一天').waitFor()
        await form.getByLabel('日期').fill(await page.locator('.months').evaluate(tomorrow))
        await form.getByLabel('依据').fill(WHY)
        await form.getByRole('button', { name: '确认，并重算时限' }).click()
        await form.getByText('已记下').waitFor()
        await page.getByRole('region', { name: '本县的决定' }).getByText(WHY).waitFor()
        await look('a day decided')
        const hours = page.getByRole('region', { name: '给一处定上班时间' })
        await hours.getByLabel('网格、社区或街道').fill('凤凰街道')
        await page.keyboard.press('Enter')
        await hours.getByLabel('从哪天起').fill(await page.locator('.months').evaluate(tomorrow))
        await hours.getByLabel('周六').fill('九点')
        await hours.getByLabel('依据').fill(MARKET)
        await hours.getByRole('button', { name: '确认，并重算时限' }).click()
        await hours.getByText('写成 08:30-12:00 14:00-17:30，按先后排，不重叠').waitFor()
        await hours.getByLabel('周六').fill('09：00—12：00')
        await hours.getByRole('button', { name: '确认，并重算时限' }).click()
        await hours.getByText('已记下').waitFor()
        await page.getByRole('region', { name: '本县的决定' }).getByText(MARKET).waitFor()
        await look('hours of one street')
      })
      await atDesk(stack, 'grid', async ({ page, look }) => {
        await page.goto('/console/calendar')
        await page.getByRole('region', { name: '本县的决定' }).getByText(WHY).waitFor()
        if (await page.getByRole('region', { name: '改一天' }).isVisible())
          throw new Error('a grid worker is offered to change the calendar')
        await look('the calendar of whoever works by it')
      })
    },
  },
]

/** In the browser: the day after today in Shanghai, whatever zone the office's computer is set to. */
const tomorrow = () => new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10)
