import fc from 'fast-check'
import { hmac } from '../../functions/alerts/sign.ts'
import type { Alert } from '../../lib/alerts/alert.ts'
import { CHANNELS, type Letter } from '../../lib/alerts/channels.ts'
import type { Delivery } from '../../lib/alerts/delivery.ts'
import { digestWords, lanesOf } from '../../lib/alerts/digest.ts'
import { shanghai } from '../../lib/kernel/instant.ts'
import { lookOf } from '../../local/sandbox/look.ts'

const publicUrl = 'https://fenghuang.juye.gov.example'
const now = shanghai('2026-11-24 07:00')
const letter: Letter = {
  id: 'digest',
  url: 'https://oapi.dingtalk.com/robot/send?access_token=t',
  now,
  publicUrl,
  hmac,
  format: 'markdown',
  sign: () => 'an-action',
}
const ROBOTS = ['wecom', 'dingtalk', 'feishu'] as const
/** Of a body as it is posted; the vendors' own limits (standards.md §3.3). */
const textOf = {
  wecom: (body: string): string => JSON.parse(body).markdown.content,
  dingtalk: (body: string): string => JSON.parse(body).markdown.text,
  feishu: (body: string): string => body,
}
const MOST = { wecom: 4_096, dingtalk: 4_096, feishu: 20 * 1_024 }

const idOf = (n: number) => n.toString(16).padStart(32, '0')
function escalation(n: number, place: string): Alert {
  const number = `JY-261123-${String(n).padStart(4, '0')}-9`
  const data = {
    category: 'parking',
    number,
    gridId: '371724001005002',
    clock: 'contact',
    from: 'community',
    to: 'street',
    missedAt: now,
  } as const
  return {
    id: `${idOf(n)}.3.0`,
    type: 'report.escalated',
    at: now,
    subject: idOf(n),
    causedBy: 'clock',
    data,
    place,
  }
}
const waited = (body: Alert) =>
  ({
    endpointId: 'group',
    type: body.type,
    subject: body.subject,
    attempts: 0,
    crowded: true,
    body,
  }) as Delivery

const digestsOf = (alerts: readonly Alert[]) =>
  lanesOf(alerts.map(waited), publicUrl).flatMap((lane) =>
    lane.map((parcel) => parcel.map(({ body }) => body)),
  )
const sent = (robot: (typeof ROBOTS)[number], alerts: readonly Alert[], language: 'zh' | 'en' = 'zh') =>
  CHANNELS[robot].say(digestWords(alerts, { publicUrl, language }), { ...letter, language }).body

describe.each(ROBOTS)('a digest in a group of %s', (robot) => {
  const three = [1, 2, 3].map((n) => escalation(n, '凤凰街道 第二网格'))

  test('has beside each report the link to it, and one to the inbox', () => {
    const body = sent(robot, three)
    for (const { subject } of three)
      expect(body.split(`${publicUrl}/console/reports/${subject}`)).toHaveLength(2)
    expect(body.split(`${publicUrl}/console"`).length + body.split(`${publicUrl}/console)`).length).toBe(3)
    expect(body).toContain('JY-261123-0002-9')
  })

  test('asks for no answer: an event out of its digest is answered where it is shown', () => {
    expect(sent(robot, three)).not.toContain('/a/')
  })

  test('names and links every report within the vendor’s bytes, however many and however long', () => {
    const places = fc.array(fc.string({ unit: 'grapheme', maxLength: 120 }), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(places, fc.constantFrom('zh', 'en'), (some, language) => {
        const alerts = some.map((place, n) => escalation(n, place))
        const digests = digestsOf(alerts)
        expect(digests.flat()).toHaveLength(alerts.length)
        for (const digest of digests) {
          const body = sent(robot, digest, language)
          expect(Buffer.byteLength(textOf[robot](body))).toBeLessThanOrEqual(MOST[robot])
          for (const { subject } of digest) expect(body).toContain(`/console/reports/${subject}`)
          expect(body).not.toContain('…](')
        }
      }),
    )
  })
})

test('a digest in Feishu is plain text with a button beside each line', () => {
  const { text, buttons } = lookOf(
    JSON.parse(
      sent(
        'feishu',
        [1, 2].map((n) => escalation(n, '一网格')),
      ),
    ),
  )
  expect(text.split('\n')).toHaveLength(2)
  expect(buttons.map(({ url }) => url.slice(publicUrl.length))).toEqual([
    `/console/reports/${idOf(1)}`,
    `/console/reports/${idOf(2)}`,
    '/console',
  ])
})

test('what leads nowhere has no link of its own', () => {
  const vacancy = { role: 'grid_worker', area: '371724001005002', since: now }
  const alert = { ...escalation(1, '一网格'), type: 'team.vacant', data: vacancy } as unknown as Alert
  expect(textOf.wecom(sent('wecom', [alert]))).not.toContain('undefined')
  expect(textOf.wecom(sent('wecom', [alert])).split('](')).toHaveLength(2)
})
