import assert from 'node:assert/strict'
import { atDesk, heading, type Scenario } from './console-desk.ts'

/** What issue 5 promises whoever sets up where alerts go. */
export const scenarios: Scenario[] = [
  {
    name: 'console: an endpoint is added, tested, edited, paused, and its webhook’s secret rotated',
    run: async (stack) => {
      const name = `督办群 ${Date.now() % 100_000}`
      await atDesk(stack, 'admin', async (desk) => {
        const { page, look, press } = desk
        await page.goto('/console/inbox')
        await page.getByRole('link', { name: '提醒通道' }).click()
        await heading(page, '提醒通道')
        await page.getByLabel('名称').fill(name)
        await page
          .getByLabel('推送地址')
          .fill(`${stack.baseUrl}/sandbox/robot/wecom-${encodeURIComponent(name)}`)
        await press('添加通道')
        const card = page.getByRole('article', { name })
        await card.getByText('正常').waitFor()
        await card.getByRole('button', { name: '发测试消息' }).click()
        await card.getByText('对方收到了').waitFor()
        await card.getByText('errcode').waitFor()
        await look('endpoints')

        await card.getByRole('button', { name: '修改', exact: true }).click()
        await page.getByLabel('名称').fill(`${name} 甲`)
        await press('保存')
        await page.getByRole('article', { name: `${name} 甲` }).waitFor()
        await card.getByRole('button', { name: '暂停' }).click()
        await card.getByText('已暂停').waitFor()
        await card.getByRole('button', { name: '发送记录' }).click()
        await card.getByText('还没有发过').first().waitFor()
        await card.getByText('created').waitFor()
        await look('an endpoint with its changes')

        await page.getByLabel('类型').click()
        await page.getByText('对接平台（webhook）', { exact: true }).last().click()
        await page.getByLabel('名称').fill(`${name} 平台`)
        await page.getByLabel('推送地址').fill(`${stack.baseUrl}/sandbox/robot/feed`)
        await press('添加通道')
        await page.getByText('密钥只显示这一次').waitFor()
        const feed = page.getByRole('article', { name: `${name} 平台` })
        await feed.getByRole('button', { name: '更换密钥' }).click()
        await feed.getByRole('button', { name: '确定更换' }).click()
        await feed.getByText('密钥只显示这一次').waitFor()
        await feed.getByText('旧密钥用到').waitFor()
        await look('a rotated secret')
      })
    },
  },
  {
    name: 'console: a group’s answers are let in: its endpoint’s callback keys are entered once, an account speaks for somebody and no longer does',
    run: async (stack) => {
      await atDesk(stack, 'admin', async ({ page, look }) => {
        await page.goto('/console/endpoints')
        await heading(page, '提醒通道')
        const card = page.getByRole('article').filter({ hasText: '巨野县督办群' }).first()
        await card.getByRole('button', { name: '群里回复' }).click()
        await card.getByText('/hooks/dingtalk/').waitFor()
        await card.getByLabel('AppSecret').fill('the-secret-of-the-app')
        await card.getByRole('button', { name: '保存密钥' }).click()
        await card.getByText('密钥已保存').waitFor()
        assert.equal(await card.getByLabel('AppSecret').inputValue(), '')
        assert.ok(!(await page.content()).includes('the-secret-of-the-app'))

        await card.getByText('还没有对应的账号').waitFor()
        await card.getByLabel('钉钉员工号').fill('manager4220')
        await card.getByLabel('工作人员', { exact: false }).last().click()
        await page.locator('.ant-select-item-option').first().click()
        await card.getByRole('button', { name: '添加对应' }).click()
        await card.getByText('manager4220').waitFor()
        await look('accounts that speak for staff')
        await card.getByRole('button', { name: '解除' }).click()
        await card.getByText('还没有对应的账号').waitFor()
      })
    },
  },
]
