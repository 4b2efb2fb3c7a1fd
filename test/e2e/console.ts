import assert from 'node:assert/strict'
import { atDesk, heading, isNow, make, openFromInbox, type Scenario, sit } from './console-desk.ts'

const NOTE = '电话联系了，约今天下午三点到现场看。'

/** What issue 2 promises of the staff's room, clicked through on the real stack. */
export const scenarios: Scenario[] = [
  {
    name: 'console: whoever is not signed in is shown the door, and after it the page they asked for',
    run: (stack) =>
      atDesk(stack, undefined, async ({ page, look }) => {
        await page.goto('/console/raised')
        await heading(page, '凤凰家 工作台')
        await look('the door')
        await page.getByRole('link', { name: '登录', exact: true }).click()
        await page.getByRole('button', { name: /community/ }).click()
        await heading(page, '已升级')
        assert.equal(new URL(page.url()).pathname, '/console/raised')
        await page.locator('.person', { hasText: '社区工作者' }).waitFor()
      }),
  },
  {
    name: 'console: a report comes into the inbox by itself and is worked to its end by the buttons',
    run: (stack) =>
      atDesk(stack, 'community', async (desk) => {
        const { page, look } = desk
        await page.goto('/console')
        await heading(page, '待办')
        const { number } = await stack.sendReport()
        await page.getByRole('link', { name: number, exact: true }).waitFor()
        await look('the inbox')
        await page.getByRole('link', { name: number, exact: true }).click()
        await heading(page, number)
        await isNow(page, '待联系')
        await look('a report')

        await desk.press('已联系')
        await desk.press('确认：已联系')
        await page.getByText('这一项要填写').first().waitFor()
        await look('a form with errors')
        await page.getByText('电话', { exact: true }).click()
        await page.getByLabel('说了什么').fill(NOTE)
        await desk.press('确认：已联系')
        await isNow(page, '已联系')
        await page.locator('.history', { hasText: NOTE }).waitFor()

        await make(desk, '开始办理', { 打算怎么办: '请物业把空出来的车位划线。' })
        await isNow(page, '办理中')
        await make(desk, '办结', { 办理结果: '车位已经划线，两户都同意了。' })
        await isNow(page, '已办结')
        await make(desk, '回访并关闭', { 回访情况: '报告人说满意。' })
        await isNow(page, '已关闭')
        await look('a closed report')
        for (const words of ['因为', NOTE, '报告人说满意。']) {
          await page.locator('.history', { hasText: words }).waitFor()
        }
      }),
  },
  {
    name: 'console: when two people move the same report, the second is told and loses nothing',
    run: async (stack) => {
      const { number } = await stack.sendReport()
      await atDesk(stack, 'community', async (desk) => {
        const { page, look } = desk
        await openFromInbox(desk, number)
        await desk.press('已联系')
        await page.getByText('上门', { exact: true }).click()
        await page.getByLabel('说了什么').fill(NOTE)

        await atDesk(stack, 'police', async (other) => {
          await openFromInbox(other, number)
          await other.press('已联系')
          await other.page.getByText('电话', { exact: true }).click()
          await other.page.getByLabel('说了什么').fill('我先打过电话了。')
          await other.press('确认：已联系')
          await isNow(other.page, '已联系')
        })

        await desk.press('确认：已联系')
        await page.getByText('刚刚有人改过').waitFor()
        await isNow(page, '已联系')
        await page.locator('.history', { hasText: '我先打过电话了。' }).waitFor()
        assert.equal(await page.getByLabel('说了什么').inputValue(), NOTE)
        await look('a conflict')

        await desk.press('开始办理')
        assert.equal(await page.getByLabel('打算怎么办').inputValue(), NOTE)
        await desk.press('确认：开始办理')
        await isNow(page, '办理中')
      })
    },
  },
  {
    name: 'console: what the server finds wrong stands at its field, and what was typed stays',
    run: async (stack) => {
      const { number } = await stack.sendReport()
      await atDesk(stack, 'community', async (desk) => {
        const { page, look } = desk
        await openFromInbox(desk, number)
        await desk.press('移交')
        await page.getByLabel('移交给哪个单位').fill('   ')
        await page.getByLabel('对方回执编号').fill('巨城管〔2026〕118 号')
        await desk.press('确认：移交')
        await page.locator('.ant-form-item-has-error', { hasText: '移交给哪个单位' }).waitFor()
        await page.locator('.ant-form-item-has-error', { hasText: '这一项要填写' }).waitFor()
        assert.equal(await page.getByLabel('对方回执编号').inputValue(), '巨城管〔2026〕118 号')
        await look('a field the server refused')
      })
    },
  },
  {
    name: 'console: a session that ends elsewhere leaves the page and what was typed standing',
    run: async (stack) => {
      const { number } = await stack.sendReport()
      await atDesk(stack, 'community', async (desk) => {
        const { page, look } = desk
        await openFromInbox(desk, number)
        await desk.press('不予受理')
        await page.getByLabel('原因').fill(NOTE)
        const tab = await page.context().newPage()
        await tab.goto('/console/inbox')
        await tab.getByRole('button', { name: '退出', exact: true }).click()
        await tab.getByRole('link', { name: '登录', exact: true }).waitFor()
        await page.bringToFront()
        await page.getByLabel('告知可走的渠道').fill('12345')
        await desk.press('确认：不予受理')
        await page.getByText('登录已过期').waitFor()
        assert.equal(await page.getByLabel('原因').inputValue(), NOTE)
        await look('a session that ended')

        await sit(page.context(), await stack.signIn('community'))
        await desk.press('确认：不予受理')
        await isNow(page, '不予受理')
        await page.getByText('登录已过期').waitFor({ state: 'detached' })
      })
    },
  },
  {
    name: 'console: a campaign is planned by one person, approved by another, and scheduled',
    run: async (stack) => {
      const title = `冬季防火提醒 ${Date.now() % 100_000}`
      await atDesk(stack, 'police', async (desk) => {
        const { page, look } = desk
        await page.goto('/console/campaigns')
        await heading(page, '宣传')
        await page.getByLabel('标题').fill(title)
        await page.getByLabel('内容').fill('天干物燥，楼道里不要堆放杂物，更不要飞线充电。')
        await page.getByLabel('发到哪些网格').click()
        await page.getByText('凤凰社区（全部网格）').click()
        await page.getByLabel('标题').focus()
        await page.getByLabel(/^什么时候发/).fill('2099-01-04T09:00')
        await desk.press('存为草稿')
        const card = page.getByRole('article', { name: title })
        await card.getByRole('button', { name: '提交审核' }).click()
        await card.getByText('待审核').waitFor()
        await card.getByText('等另一位有审核权的同事审核').waitFor()
        await look('campaigns')
      })
      await atDesk(stack, 'secretary', async ({ page }) => {
        await page.goto('/console/campaigns')
        const card = page.getByRole('article', { name: title })
        await card.getByRole('button', { name: '审核通过' }).click()
        await card.getByRole('button', { name: '排期' }).click()
        await card.getByText('已排期').waitFor()
      })
    },
  },
  {
    name: 'console: every room is fit for everybody, whoever enters it',
    run: async (stack) => {
      await stack.sendReport()
      for (const account of ['grid', 'street', 'county', 'admin']) {
        await atDesk(stack, account, async ({ page, look }) => {
          for (const room of [
            'inbox',
            'raised',
            'campaigns',
            'endpoints',
            'teams',
            'areas',
            'nowhere',
            'reports/nothing',
          ]) {
            await page.goto(`/console/${room}`)
            await page.locator('main h1').waitFor()
            await page.locator('.waiting').waitFor({ state: 'detached' })
            await look(`${account} in ${room.replace('/', ' ')}`)
          }
        })
      }
    },
  },
]
