import assert from 'node:assert/strict'
import { staff, until } from '../../local/demo/client.ts'
import { answerAll, heading, onPhone, open, press, receiptOf, STORY, type Stack } from './resident-phone.ts'

const SMALL = { viewport: { width: 360, height: 640 } }

/** The community worker deals with it, over the console's own API. */
async function dealWith({ baseUrl }: Stack, number: string): Promise<void> {
  const worker = await staff(baseUrl, 'community')
  const { id } = await until('the report at its grid', 15, async () => {
    const { items } = await worker.get('/api/staff/reports')
    return (items as Row[]).find((one) => one.number === number && one.status === 'assigned')
  })
  for (const [move, said] of [
    ['contact', { channel: '电话', note: '双方都已联系' }],
    ['start', { note: '今天去现场' }],
    ['resolve', { result: '已经清走，装了隔离桩。' }],
  ] as const) {
    // Timers and routing may move the report too: whoever acts looks first.
    const { version } = await worker.get(`/api/staff/reports/${id}`)
    await worker.post(`/api/staff/reports/${id}/moves`, { move, version, said })
  }
}
type Row = { id: string; number: string; status: string }

/** On the smallest phone in use: report, find it done, say how it was, find it undone. */
export async function rateAndReopen(stack: Stack) {
  await onPhone(
    stack,
    'small',
    async (page, look) => {
      await open(page, stack.qrUrl)
      await look('what')
      await answerAll(page, { category: '消防隐患', phone: '13800001234' })
      await look('check')
      await press(page, '提交')
      const { number, pin } = await receiptOf(page)
      await look('done')
      await dealWith(stack, number)

      await page.goto(`${stack.baseUrl}/follow`)
      await page.getByLabel('编号').fill(number)
      await page.getByLabel('查询码').fill(pin)
      await press(page, '查询')
      await heading(page, '已经办结')
      await page.getByText('已经清走，装了隔离桩。').waitFor()
      await look('resolved')
      await page
        .getByRole('heading', { name: '您满意吗？' })
        .locator('..')
        .getByRole('button', { name: '确定提交' })
        .click()
      await page.getByRole('alert').waitFor()
      await look('rating-missing')
      await page.getByLabel('不满意', { exact: true }).check()
      await press(page, '确定提交')
      await page.getByText('负责人会在 1 个工作日内回访您').waitFor()
      await look('rated')
      await press(page, '没解决，重新办理')
      await page.getByLabel('哪里没解决？').fill('第二天又堆上了。')
      await press(page, '确定提交')
      await heading(page, '正在重新办理')
      await look('reopened')
    },
    SMALL,
  )
}

/** Large type, one number, one button; a call-back needs a number and says so. */
export async function askToBeCalled(stack: Stack) {
  await onPhone(
    stack,
    'elder',
    async (page, look) => {
      await open(page, stack.qrUrl)
      await press(page, '大字版')
      await page.locator('html.elder').waitFor()
      await page.getByRole('button', { name: '读给我听' }).waitFor()
      await look('what')
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('main button, main a, header button')]
          .map((element) => ({ text: element.textContent, ...element.getBoundingClientRect().toJSON() }))
          .filter(({ width, height }) => width > 0 && (width < 60 || height < 60))
          .map(({ text, width, height }) => `${text} ${width}×${height}`),
      )
      assert.deepEqual(small, [], 'targets under 60 px')
      await page.getByRole('button', { name: /^请给我打电话/ }).click()
      await heading(page, '请给我打电话')
      await press(page, '提交')
      await page.getByRole('alert').waitFor()
      await look('callback-wrong')
      await page.getByLabel('打哪个电话？').fill('13800001234')
      await look('callback')
      await press(page, '提交')
      await receiptOf(page)
      await look('done')
      await open(page, stack.qrUrl)
      await page.locator('html.elder').waitFor()
    },
    SMALL,
  )
}

/** One page after the other, each a form the server takes. */
export async function walkWithoutScript(stack: Stack) {
  await onPhone(
    stack,
    'plain',
    async (page, look) => {
      await page.goto(stack.qrUrl)
      await heading(page, '您要反映什么事？')
      await press(page, '债务')
      await heading(page, '事情在哪里？')
      await press(page, '继续')
      await heading(page, '请说说是什么事')
      await press(page, '继续')
      await page.getByRole('alert').getByText('请再多写几个字').first().waitFor()
      await look('tell-wrong')
      await page.getByLabel('请说说是什么事').fill(STORY)
      await press(page, '继续')
      await page.getByLabel(/^手机号/).fill('13800001234')
      await press(page, '继续')
      await heading(page, '请核对一遍')
      for (const text of ['债务', STORY, '13800001234']) await page.getByText(text).first().waitFor()
      await look('check')
      await press(page, '提交')
      const { number, pin } = await receiptOf(page)
      assert.equal(page.url(), stack.qrUrl, 'reloading sends nothing again')
      await look('done')
      await page.getByRole('link', { name: '查进展' }).click()
      await page.getByLabel('编号').fill(number)
      await page.getByLabel('查询码').fill(pin)
      await press(page, '查询')
      await page.getByText(number).first().waitFor()
      await look('progress')
      await page.getByLabel('为什么撤回？').fill('已经还清了')
      await page.getByLabel('为什么撤回？').locator('xpath=ancestor::form').getByRole('button').click()
      await heading(page, '您已撤回')
    },
    { javaScriptEnabled: false },
  )
}
