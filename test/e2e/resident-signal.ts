import assert from 'node:assert/strict'
import type { Route } from 'playwright-core'
import { answerAll, heading, onPhone, press, receiptOf, STORY, type Stack } from './resident-phone.ts'

/** The answer is lost on its way, then the network is gone, then the text is changed: one click later, one report. */
export async function weakSignal(stack: Stack) {
  await onPhone(stack, 'weak', async (page, look) => {
    await page.goto(stack.qrUrl)
    await answerAll(page)
    const made = new Set<string>()
    const lose = async (route: Route) => {
      const answer = (await (await route.fetch()).json()) as { number: string }
      made.add(answer.number)
      await route.abort('connectionreset')
    }
    await page.route('**/api/reports', lose)
    await press(page, '提交')
    await page.getByRole('alert').getByText('网络不通，内容已保存').waitFor()
    await look('lost')
    await page.unroute('**/api/reports', lose)

    await page.context().setOffline(true)
    await press(page, '再试一次')
    await page.getByRole('alert').getByText('网络不通，内容已保存').waitFor()
    await page.context().setOffline(false)

    // A reload keeps draft and key.
    await page.reload()
    await heading(page, '请核对一遍')
    await press(page, '提交')
    const { number } = await receiptOf(page)
    assert.deepEqual([...made], [number], 'every try is the same report')
  })
}

/** Changed after a try that did arrive: the person gets the number they already have, and is told. */
export async function changedAfterwards(stack: Stack) {
  await onPhone(stack, 'changed', async (page, look) => {
    await page.goto(stack.qrUrl)
    await answerAll(page)
    let first = ''
    const lose = async (route: Route) => {
      first = ((await (await route.fetch()).json()) as { number: string }).number
      await route.abort('connectionreset')
    }
    await page.route('**/api/reports', lose)
    await press(page, '提交')
    await page.getByRole('alert').waitFor()
    await page.unroute('**/api/reports', lose)
    await page.getByRole('link', { name: /^修改 ?情况$/ }).click()
    await page.getByLabel('请说说是什么事').fill(`${STORY}车是红色的。`)
    await press(page, '继续')
    await press(page, '再试一次')
    assert.equal((await receiptOf(page)).number, first)
    await page.getByText('收到的是您修改之前的内容').waitFor()
    await look('done')
  })
}
