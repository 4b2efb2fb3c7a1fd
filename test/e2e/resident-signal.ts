import assert from 'node:assert/strict'
import type { Route } from 'playwright-core'
import {
  answerAll,
  awake,
  heading,
  onPhone,
  open,
  press,
  receiptOf,
  STORY,
  type Stack,
} from './resident-phone.ts'

/** The script is slow to come: what was written meanwhile is not asked for again. */
export async function writtenBefore(stack: Stack) {
  await onPhone(stack, 'early', async (page) => {
    let [isSlow, waiting] = [true, [] as (() => void)[]]
    await page.route(/\.js$/, async (route) => {
      if (isSlow) await new Promise<void>((done) => waiting.push(done))
      await route.continue()
    })
    await page.goto(`${stack.baseUrl}/follow`, { waitUntil: 'commit' })
    await page.getByLabel('编号').fill('JY-260302-0000-0')
    await page.getByLabel('查询码').fill('123456')
    isSlow = false
    for (const come of waiting) come()
    // The last thing that waking does.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await press(page, '查询')
    await page.getByText('没有找到').first().waitFor()
    assert.equal(await page.getByLabel('查询码').inputValue(), '123456')
  })
}

/** The answer is lost on its way, then the network is gone; once it is back the report goes by itself, and is one. */
export async function weakSignal(stack: Stack) {
  await onPhone(stack, 'weak', async (page, look) => {
    await open(page, stack.qrUrl)
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
    const { number } = await receiptOf(page)
    assert.deepEqual([...made], [number], 'every try is the same report')
  })
}

/** Changed after a try that did arrive: the person gets the number they already have, and is told. */
export async function changedAfterwards(stack: Stack) {
  await onPhone(stack, 'changed', async (page, look) => {
    await open(page, stack.qrUrl)
    await answerAll(page, { category: '物业' })
    let first = ''
    const lose = async (route: Route) => {
      first = ((await (await route.fetch()).json()) as { number: string }).number
      await route.abort('connectionreset')
    }
    await page.route('**/api/reports', lose)
    await press(page, '提交')
    await page.getByRole('alert').waitFor()
    await page.unroute('**/api/reports', lose)
    await page.getByRole('button', { name: /^修改 ?情况$/ }).click()
    await page.getByLabel('请说说是什么事').fill(`${STORY}车是红色的。`)
    await press(page, '继续')
    await press(page, '再试一次')
    assert.equal((await receiptOf(page)).number, first)
    await page.getByText('收到的是您修改之前的内容').waitFor()
    await look('done')
  })
}

/** Opened at home, read again in the lift: the page, each question and the answers are there, and one report comes of it. */
export async function withoutNetwork(stack: Stack) {
  await onPhone(stack, 'offline', async (page, look) => {
    await open(page, stack.qrUrl)
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
      while (!(await caches.match(location.href, { ignoreVary: true })))
        await new Promise(requestAnimationFrame)
    })
    await page.context().setOffline(true)
    await page.reload()
    await awake(page)
    await answerAll(page, { category: '环境卫生' })
    await press(page, '提交')
    await page.getByRole('alert').getByText('网络不通，内容已保存').waitFor()
    await look('saved')
    await page.reload()
    await heading(page, '请核对一遍')
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.headers()['idempotency-key'] ?? '')
    })
    await page.context().setOffline(false)
    await receiptOf(page)
    await look('sent')
    assert.equal(new Set(sent).size, 1, 'one key, so one report')
  })
}

/** "Busy" is answered to every try but the last: the person presses once more, the key stays. */
export async function busyThrice(stack: Stack) {
  await onPhone(stack, 'busy', async (page, look) => {
    await open(page, stack.qrUrl)
    await answerAll(page, { category: '公共设施' })
    const keys: string[] = []
    await page.route('**/api/reports', (route) => {
      keys.push(route.request().headers()['idempotency-key']!)
      return keys.length > 3 ? route.continue() : route.fulfill({ status: 503, json: {} })
    })
    await press(page, '提交')
    await page.getByRole('alert').getByText('系统正忙，内容已保存').waitFor()
    await look('busy')
    await press(page, '再试一次')
    await receiptOf(page)
    assert.equal(keys.length, 4)
    assert.equal(new Set(keys).size, 1)
  })
}
