import assert from 'node:assert/strict'
import type { Route } from 'playwright-core'
import { warmBucket } from './resident-flood.ts'
import { elsewhereWithoutScript, inEnglish, inLargeType, neighbour } from './resident-pages.ts'
import {
  fromWhereToTell,
  hasFocus,
  heading,
  onPhone,
  open,
  press,
  receiptOf,
  type Scenario,
  STORY,
  type Stack,
} from './resident-phone.ts'
import { addedLater, ninePhotos, secretPhoto, spoken } from './resident-photos.ts'
import {
  busyThrice,
  changedAfterwards,
  weakSignal,
  withoutNetwork,
  writtenBefore,
} from './resident-signal.ts'
import { askToBeCalled, rateAndReopen, walkWithoutScript } from './resident-ways.ts'

/** Scan, say it, keep number and PIN, look how far it is. */
async function journey(stack: Stack) {
  await onPhone(stack, 'journey', async (page, look) => {
    await open(page, stack.qrUrl)
    await heading(page, '您要反映什么事？')
    await page.getByRole('link', { name: '110 报警' }).waitFor()
    await look('what')
    await press(page, '停车')
    await heading(page, '事情在哪里？')
    await hasFocus(page, 'h1')
    await page.getByLabel(/^具体位置/).fill('2 单元门口')
    await look('where')
    await fromWhereToTell(page)
    await page.getByLabel('请说说是什么事').fill(STORY)
    await page.getByText(`已写 ${STORY.length} 字`).waitFor()
    await look('tell')
    await press(page, '继续')
    await page.getByLabel(/^手机号/).fill('+86 138-0000-1234')
    await page.getByLabel(/^怎么称呼您/).fill('张阿姨')
    await look('contact')
    await press(page, '继续')
    await heading(page, '请核对一遍')
    for (const text of ['停车', '2 单元门口', STORY, '13800001234', '张阿姨'])
      await page.getByText(text).waitFor()
    await look('check')

    // Back and forward again, and a reload in the middle: nothing is asked twice.
    await page.goBack()
    await heading(page, '怎么联系您？')
    await page.reload()
    await page.getByLabel(/^手机号/).waitFor()
    assert.equal(await page.getByLabel(/^手机号/).inputValue(), '+86 138-0000-1234')
    await press(page, '继续')
    await heading(page, '请核对一遍')
    await press(page, '提交')
    const { number, pin } = await receiptOf(page)
    await page.getByText(/最晚 \d{4}年\d+月\d+日 \d\d:\d\d(（暂定）)? ?前与您联系/).waitFor()
    await look('done')
    await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' })
    assert.deepEqual(
      await page.locator('button:visible, nav:visible').count(),
      0,
      'nothing to press on paper',
    )
    await look('done-printed')
    await page.emulateMedia({ media: 'screen', reducedMotion: 'no-preference' })
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], 'the draft is gone')
    await page.goBack()
    assert.equal((await receiptOf(page)).number, number, 'the back button does not lose the number')

    await press(page, '查进展')
    await page.getByText(number).waitFor()
    await page
      .getByText(/^\d{4}年\d+月\d+日 \d\d:\d\d$/)
      .first()
      .waitFor()
    await look('progress')

    // Another day, another phone.
    await press(page, '查别的编号')
    await page.getByLabel('编号').fill(number.toLowerCase())
    await page.getByLabel('查询码').fill(pin === '000000' ? '000001' : '000000')
    await press(page, '查询')
    await page.getByRole('alert').getByText('没有找到').waitFor()
    await hasFocus(page, '.problem')
    await look('follow-wrong')
    await page.getByLabel('查询码').fill(pin)
    await press(page, '查询')
    await page.getByText(number).waitFor()

    await press(page, '不用办了，撤回')
    await press(page, '确定提交')
    await page.getByRole('alert').getByText('这一项要填写').waitFor()
    await look('withdraw-wrong')
    await page.getByLabel('为什么撤回？').fill('车主已经把车开走了')
    await press(page, '确定提交')
    await heading(page, '您已撤回')
  })
}

/** Nobody is turned away for a sticker that was tampered with; the place is asked for instead. */
async function forgedCode(stack: Stack) {
  await onPhone(stack, 'forged', async (page, look) => {
    await open(page, `${stack.baseUrl}/q/1.k1.phoenix1.AAAAAAAAAAAAAA`)
    const warning = page.getByText('这个二维码认不出来，请向网格员核实；您仍可填写地点上报')
    await warning.waitFor()
    await look('what')
    await press(page, '噪音')
    await warning.waitFor()
    await press(page, '继续')
    await page.getByRole('alert').getByText('请写在哪里，或用手机定位').waitFor()
    await look('where-wrong')
    await press(page, '用手机定位')
    await page.getByText('已经定位，误差约 30 米。').waitFor()
    await page.getByLabel('地点').fill('凤凰广场南门')
    await look('where')
    await press(page, '继续')
    await page.getByLabel('请说说是什么事').fill('晚上十一点还在放音乐，睡不着。')
    await press(page, '继续')
    await press(page, '继续')
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await press(page, '提交')
    const { point, place, token } = (await sent).postDataJSON()
    assert.deepEqual(point, { lat: 35.3921, lng: 116.0962, datum: 'wgs84' })
    assert.equal(place, '凤凰广场南门')
    assert.ok(token, 'the forged token is sent along, to be flagged')
    await receiptOf(page)
    await look('done')
  })
}

/** What the page itself sees, and what only the server sees, are said in the same way. */
async function invalidAnswers(stack: Stack) {
  await onPhone(stack, 'invalid', async (page, look) => {
    await open(page, stack.qrUrl)
    await press(page, '邻里纠纷')
    await press(page, '继续')
    await page.getByLabel('请说说是什么事').fill('吵架')
    await press(page, '继续')
    await hasFocus(page, '.problem')
    assert.match(await page.title(), /^错误：/)
    await look('tell-wrong')
    await page.getByRole('link', { name: '请再多写几个字，至少 5 个字' }).click()
    await hasFocus(page, 'textarea')
    await page.getByLabel('请说说是什么事').fill('邻居半夜吵架，孩子吓哭了。')
    await press(page, '继续')
    await page.getByLabel(/^手机号/).fill('1380000')
    await press(page, '继续')
    await page.getByRole('alert').getByText('手机号应为 11 位数字').waitFor()
    await look('contact-wrong')
    await page.getByLabel(/^手机号/).fill('１３８００００１２３４')
    await press(page, '继续')
    await heading(page, '请核对一遍')

    const refuse = (route: Route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        json: {
          code: 'form-invalid',
          title: '有几处需要改一下，请看标出的地方。',
          status: 422,
          errors: [{ pointer: '/words', message: '请再多写几个字，至少 5 个字' }],
        },
      })
    await page.route('**/api/reports', refuse)
    await press(page, '提交')
    await heading(page, '请说说是什么事')
    await hasFocus(page, '.problem')
    await look('refused')
    await page.unroute('**/api/reports', refuse)
    await press(page, '继续')
    await press(page, '提交')
    await receiptOf(page)
  })
}

/** Complaints about officials are explained, not taken; and the page speaks English to those who ask. */
async function otherDoors(stack: Stack) {
  await onPhone(stack, 'doors', async (page, look) => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await open(page, stack.qrUrl)
    await heading(page, '您要反映什么事？')
    await page.waitForLoadState('networkidle')
    const before = asked.length
    await page.getByRole('button', { name: /^反映干部作风问题/ }).click()
    await heading(page, '反映干部作风问题')
    await page.getByRole('link', { name: '12388' }).waitFor()
    await look('integrity')
    assert.deepEqual(asked.slice(before), [], 'nobody can tell from the network that this page was read')
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], 'nor from the phone')
    await press(page, '反映别的事')
    await press(page, 'English')
    await heading(page, 'What is it about?')
    await page.locator('html[lang=en]').waitFor()
    await look('english')
    await page.getByRole('link', { name: 'Reported before? See progress' }).click()
    await heading(page, 'See progress')
    await press(page, 'Find')
    await page.getByRole('alert').getByText('The PIN has 6 digits').waitFor()
    await look('english-follow')
  })
}

export const scenarios: Scenario[] = [
  { name: 'a resident sends nine photos, of which two are none', run: ninePhotos },
  { name: 'a resident adds a photo that did not get through later', run: addedLater },
  { name: 'a resident says it instead of writing', run: spoken },
  { name: 'a resident shows in confidence what the phone forgets', run: secretPhoto },
  { name: 'a resident reports a parking quarrel, follows it and takes it back', run: journey },
  { name: 'a forged code still opens the form, with a warning', run: forgedCode },
  { name: 'a resident is told what to change, in words, at the field', run: invalidAnswers },
  { name: 'on a weak signal one more click sends the report, once', run: weakSignal },
  { name: 'a report changed after a lost answer is not made twice', run: changedAfterwards },
  {
    name: 'a form that was opened once opens without a network, and sends when it is back',
    run: withoutNetwork,
  },
  { name: 'every page for residents, and each mistake on it, in large type', run: inLargeType },
  { name: 'every page for residents, and each mistake on it, in English', run: inEnglish },
  { name: 'a resident joins what a neighbour has reported', run: neighbour },
  {
    name: 'a resident without script says where, and reads what becomes of their data',
    run: elsewhereWithoutScript,
  },
  { name: 'a phone that is asked for work does it by itself, once', run: warmBucket },
  { name: 'what a resident writes before the page is awake is kept', run: writtenBefore },
  { name: 'three times "busy" make one report', run: busyThrice },
  { name: 'a small phone: from the code to rating and reopening', run: rateAndReopen },
  { name: 'an elderly resident asks to be called with three taps', run: askToBeCalled },
  { name: 'a browser without script reports, follows and takes back', run: walkWithoutScript },
  { name: 'a resident finds the other doors: discipline commission, English', run: otherDoors },
]
