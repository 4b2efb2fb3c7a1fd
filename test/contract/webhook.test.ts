import { Webhook } from 'standardwebhooks'
import { hmac, webhookSecret } from '../../functions/alerts/sign.ts'
import type { Alert } from '../../lib/alerts/alert.ts'
import { CHANNELS } from '../../lib/alerts/channels.ts'
import { msOf, shanghai } from '../../lib/kernel/instant.ts'
import { keyRing } from '../../lib/platform/keys.ts'

const now = shanghai('2026-11-23 15:00:07')
const ring = keyRing(`k1:${Buffer.alloc(32, 7).toString('base64url')}`)
const secret = webhookSecret('c0ffee', ring)
const alert: Alert = {
  id: '0a1b.3.0',
  type: 'report.escalated',
  at: shanghai('2026-11-23 15:00'),
  subject: '0a1b',
  causedBy: 'form',
  data: {
    category: 'parking',
    number: 'JY-261123-7K3F-9',
    gridId: '371724001005002',
    clock: 'contact',
    from: 'community',
    to: 'street',
    missedAt: shanghai('2026-11-23 15:00'),
    dueAt: shanghai('2026-11-24 15:00'),
  },
  place: '凤凰街道 凤凰社区第二网格',
}
const sent = CHANNELS['standard-webhook'].render(alert, {
  id: `${alert.id}~c0ffee`,
  url: 'https://hooks.example.org/',
  secret,
  now,
  publicUrl: 'https://fenghuang.example',
  hmac,
})

beforeEach(() => jest.useFakeTimers({ now: msOf(now) }))
afterEach(() => jest.useRealTimers())

describe('a standard webhook', () => {
  test('is accepted by the reference verifier, which reads this body', () => {
    expect(new Webhook(secret).verify(sent.body, sent.headers)).toEqual({
      type: 'case.escalated',
      timestamp: '2026-11-23T07:00:00.000Z',
      data: {
        id: '0a1b',
        sequence: 300,
        category: 'parking',
        number: 'JY-261123-7K3F-9',
        gridId: '371724001005002',
        clock: 'contact',
        from: 'community',
        to: 'street',
        missedAt: '2026-11-23T07:00:00.000Z',
        dueAt: '2026-11-24T07:00:00.000Z',
        link: 'https://fenghuang.example/console/reports/0a1b',
      },
    })
  })

  test('has an id without full stops, for they separate what is signed', () => {
    expect(sent.headers['webhook-id']).toBe('0a1b-3-0~c0ffee')
  })

  test('is refused when anything of it is changed', () => {
    const verifier = new Webhook(secret)
    expect(() => verifier.verify(sent.body.replace('street', 'county'), sent.headers)).toThrow()
    expect(() => verifier.verify(sent.body, { ...sent.headers, 'webhook-id': 'other' })).toThrow()
    expect(() => new Webhook(webhookSecret('other', ring)).verify(sent.body, sent.headers)).toThrow()
  })

  test('is refused when it is replayed ten minutes later', () => {
    jest.setSystemTime(msOf(shanghai('2026-11-23 15:10:08')))
    expect(() => new Webhook(secret).verify(sent.body, sent.headers)).toThrow('too old')
  })

  test('has a secret of 24 bytes, the same each time it is made', () => {
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(24)
    expect(webhookSecret('c0ffee', ring)).toBe(secret)
  })
})
