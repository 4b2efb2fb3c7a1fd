import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { CATEGORIES, type Category } from '../../lib/report/categories.ts'
import { resident, until } from '../../local/demo/client.ts'
import { zh } from '../../web/resident/words.ts'
import { en } from '../../web/resident/words-en.ts'
import { FOLLOW_WORDS } from '../../web/resident/words-follow.ts'
import { ROOM_WORDS } from '../../web/resident/words-rooms.ts'
import { awake, fromWhereToTell, heading, onPhone, open, press, STORY, type Stack } from './resident-phone.ts'

const SMALL = { viewport: { width: 360, height: 640 } }
type Look = (what: string) => Promise<void>

/** Every page and every page's mistake, by its words in one language. */
async function walkAll(page: Page, look: Look, language: 'zh' | 'en', category: Category): Promise<void> {
  const [t, r, f] = [language === 'zh' ? zh : en, ROOM_WORDS[language], FOLLOW_WORDS[language]]
  const wrong = () => page.getByRole('alert').waitFor()
  await look('what')
  await press(page, CATEGORIES[category][language])
  await heading(page, t.where)
  await page.getByLabel(r.elsewhere).check()
  await press(page, t.next)
  await wrong()
  await look('where-wrong')
  await press(page, r.pick)
  for (const level of r.pickLevels) {
    const select = page.getByRole('combobox', { name: level })
    await select.waitFor()
    await select.selectOption({ index: 1 })
  }
  await look('where-picked')
  await page.getByLabel(new RegExp(`^${r.here}`)).check()
  await fromWhereToTell(page, language)
  await press(page, t.next)
  await wrong()
  await look('tell-wrong')
  await page.getByLabel(t.tell).fill(`${STORY}有人在通道里给电动车充电。`)
  await page.getByRole('heading', { level: 2 }).last().waitFor()
  await look('tell')
  await press(page, t.next)
  await page.getByLabel(r.phone).fill('123')
  await press(page, t.next)
  await wrong()
  await look('contact-wrong')
  await page.getByLabel(r.phone).fill('13800001234')
  await press(page, t.next)
  await heading(page, t.check)
  await look('check')
  await press(page, t.submit)
  await heading(page, t.done)
  await look('done')
  await press(page, t.follow)
  await page.getByRole('heading', { name: f.progress }).waitFor()
  await press(page, f.dataShow)
  await page.getByText(f.dataSave).waitFor()
  await look('progress')
  await press(page, f.moves.withdraw)
  await press(page, f.send)
  await wrong()
  await look('withdraw-wrong')
  await press(page, f.cancel)
  await press(page, f.findOther)
  await press(page, f.find)
  await wrong()
  await look('follow-wrong')
}

export async function inLargeType(stack: Stack) {
  await onPhone(
    stack,
    'large',
    async (page, look) => {
      await open(page, stack.qrUrl)
      await press(page, '大字版')
      await page.locator('html.elder').waitFor()
      await walkAll(page, look, 'zh', 'property')
    },
    SMALL,
  )
}

export async function inEnglish(stack: Stack) {
  await onPhone(
    stack,
    'english',
    async (page, look) => {
      await open(page, stack.qrUrl)
      await press(page, 'English')
      await heading(page, 'What is it about?')
      await walkAll(page, look, 'en', 'suggestion')
    },
    SMALL,
  )
}

/** Somebody next door has said it: one more joins, has a PIN of their own, and there is still one report. */
export async function neighbour(stack: Stack) {
  const token = stack.qrUrl.split('/q/')[1]!
  const first = resident(stack.baseUrl)
  const { number } = await first.post(
    '/api/reports',
    { token, category: 'livelihood', words: STORY },
    randomUUID(),
  )
  await until('it is known where it is', 15, async () => {
    const { items } = await first.post('/api/similar', { token, category: 'livelihood' })
    return items.length > 0
  })
  await onPhone(
    stack,
    'neighbour',
    async (page, look) => {
      await open(page, stack.qrUrl)
      await press(page, '民生实事')
      await heading(page, '事情在哪里？')
      await press(page, '继续')
      await heading(page, '已有邻居反映')
      await look('similar')
      await page.locator(`button[value="${number}"]`, { hasText: '我也遇到，加入这一件' }).click()
      await heading(page, '已经加入')
      await page.getByText(number).waitFor()
      await look('joined')
      await press(page, '查进展')
      await page.getByText('您加入了邻居反映的这一件').waitFor()
      await look('progress')
    },
    SMALL,
  )
}

/** Somewhere else, with a picker and the phone's own position out of reach; and the place to go for what is known of a person. */
export async function elsewhereWithoutScript(stack: Stack) {
  await onPhone(
    stack,
    'bare',
    async (page, look) => {
      await page.goto(`${stack.baseUrl}/report`)
      await look('what')
      await press(page, '治安线索')
      await heading(page, '事情在哪里？')
      await look('where')
      await press(page, '继续')
      await page.getByRole('alert').waitFor()
      await page.getByLabel('地点').fill('凤凰广场南门')
      await press(page, '继续')
      await heading(page, '请说说是什么事')
      await page.getByText('这里传不了照片').waitFor()
      await look('tell')
      await page.goto(`${stack.baseUrl}/privacy`)
      await look('privacy')
      await page.goto(`${stack.baseUrl}/q/1.k1.phoenix1.AAAAAAAAAAAAAA`)
      await look('forged')
      await page.getByRole('button', { name: /^请给我打电话/ }).click()
      await heading(page, '请给我打电话')
      await press(page, '提交')
      await look('callback-wrong')
    },
    { ...SMALL, javaScriptEnabled: false },
  )
  await onPhone(stack, 'privacy', async (page, look) => {
    await page.goto(`${stack.baseUrl}/privacy`)
    await look('zh')
    await page.goto(`${stack.baseUrl}/privacy?lang=en`)
    await look('en')
    await open(page, `${stack.baseUrl}/report`)
    await awake(page)
    await look('no-code')
  })
}
