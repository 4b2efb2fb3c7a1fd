import { CATEGORIES, ORDINARY_CATEGORIES } from '../../lib/report/categories.ts'

/** What every one of the forms asks, in the same words: what, where, tell, photos, how to reach whom, whether to answer. */
export const CHOICES = ORDINARY_CATEGORIES.map((name) => ({ value: name, label: CATEGORIES[name].zh }))
export const DANGER = [
  ['110', '报警'],
  ['119', '火警'],
  ['120', '急救'],
  ['96110', '反诈骗'],
] as const
export const WISHES = [
  { value: 'reply', label: '要答复' },
  { value: 'no_reply', label: '不用答复' },
]
export const SAYS = {
  title: '凤凰家',
  danger: '有危险，请马上打电话',
  what: '您要反映什么事？',
  where: '在哪里',
  tell: '请说说是什么事',
  photos: '照片（最多 9 张）',
  phone: '手机号（可不填）',
  name: '怎么称呼您（可不填）',
  wish: '要不要答复您？',
  short: '请再多写几个字，至少 5 个字',
  send: '提交',
  sent: '已经收到',
}

export type Filled = {
  category: string
  place: string
  words: string
  phone: string
  name: string
  wish: string
}

/** Sends it as ours does; what comes of it is shown in the place of the button's text. */
export async function post({ phone, name, ...said }: Filled): Promise<string> {
  if (said.words.trim().length < 5) return SAYS.short
  const contact = { ...(phone && { phone }), ...(name && { name }) }
  const answer = await fetch('/api/reports', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ ...said, contact }),
  })
  return answer.ok ? SAYS.sent : String(answer.status)
}
