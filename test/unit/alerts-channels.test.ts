import { hmac } from '../../functions/alerts/sign.ts'
import type { Alert } from '../../lib/alerts/alert.ts'
import { CHANNELS, type EndpointKind } from '../../lib/alerts/channels.ts'
import { signDingtalk, signFeishu } from '../../lib/alerts/robots.ts'
import { signWebhook } from '../../lib/alerts/webhook.ts'
import { Message } from '../../lib/contracts/messages.ts'
import { msOf, shanghai } from '../../lib/kernel/instant.ts'

const now = shanghai('2026-11-23 15:00:07')
const letter = {
  id: '0a1b.3.0~c0ffee',
  url: 'https://oapi.dingtalk.com/robot/send?access_token=t',
  now,
  publicUrl: 'https://fenghuang.example',
  hmac,
}
const campaign = (text: string): Alert => ({
  id: 'cafe.2.0',
  type: 'campaign.slice',
  at: now,
  subject: 'cafe',
  causedBy: 'plan',
  data: { title: '冬季用电', text, grids: ['371724001005002'], slot: now },
})
const moved = (extra = {}) =>
  Message.parse({
    id: '0a1b.3.0',
    type: 'report.moved',
    at: now,
    subject: '0a1b',
    causedBy: 'form',
    data: {
      category: 'parking',
      number: 'JY-261123-7K3F-9',
      move: 'contact',
      from: 'assigned',
      to: 'contacted',
      dueAt: shanghai('2026-11-30 17:30'),
      ...extra,
    },
  }) as Alert & { type: 'report.moved' }
const bodyOf = (kind: EndpointKind, alert: Alert, secret?: string) =>
  JSON.parse(CHANNELS[kind].render(alert, { ...letter, secret }).body)

describe('a signature', () => {
  test('is the one in the Standard Webhooks specification', () => {
    const signed = {
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      seconds: 1614265330,
      body: '{"test": 2432232314}',
    }
    expect(signWebhook({ ...signed, hmac })).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('is DingTalk’s and Feishu’s own', () => {
    expect(signDingtalk('this is secret', 1577262236757, hmac)).toBe(
      'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=',
    )
    expect(signFeishu('demo', 1599360473, hmac)).toBe('l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=')
    expect(signFeishu('demo', 100, hmac)).toBe('jquNHnVOwmDRfw+vqTIrY5dooJAgi5EcRtLsQE4wfXg=')
  })
})

describe('a message', () => {
  test('to WeCom is markdown with a link to act on', () => {
    expect(bodyOf('wecom', { ...moved(), place: '凤凰街道 凤凰社区第二网格' })).toEqual({
      msgtype: 'markdown',
      markdown: {
        content: [
          '**办理进展 JY-261123-7K3F-9**',
          '停车 · 凤凰街道 凤凰社区第二网格',
          '已联系',
          '时限 2026-11-30 17:30',
          '[查看并办理](https://fenghuang.example/console/reports/0a1b)',
        ].join('\n'),
      },
    })
  })

  test.each(['wecom', 'dingtalk', 'feishu'] as const)(
    'to %s carries a link per answer beside the one to the console, and no person',
    (kind) => {
      const sign = (claims: string) => `1.k1.${claims}.mac`
      const { body } = CHANNELS[kind].render(moved(), { ...letter, sign })
      const links = [...body.matchAll(/https:\/\/fenghuang\.example\/a\/1\.k1\.(\w)\.0a1b\.3\.\w+\.\.mac/g)]
      expect(links.map(([, letter]) => letter)).toEqual(['e'])
      for (const words of ['申请延期', '查看并办理']) expect(body).toContain(words)
    },
  )

  test('to WeCom never exceeds 4,096 bytes, the longest campaign fits', () => {
    const { content } = bodyOf('wecom', campaign('凤'.repeat(1_000))).markdown
    expect(content).toContain('凤'.repeat(1_000))
    expect(
      Buffer.byteLength(bodyOf('wecom', campaign('凤'.repeat(5_000))).markdown.content),
    ).toBeLessThanOrEqual(4_096)
  })

  test('to DingTalk carries milliseconds and a sign that survives the query string', () => {
    const { url } = CHANNELS.dingtalk.render(moved(), { ...letter, secret: 'this is secret' })
    const query = new URL(url).searchParams
    expect(Object.fromEntries(query)).toEqual({
      access_token: 't',
      timestamp: String(msOf(now)),
      sign: signDingtalk('this is secret', msOf(now), hmac),
    })
    expect(url).not.toMatch(/sign=[^&]*[+/]/)
  })

  test('to DingTalk without a secret goes to the address as it is', () => {
    expect(CHANNELS.dingtalk.render(moved(), letter).url).toBe(letter.url)
  })

  test('to Feishu is a card of plain text, signed with seconds', () => {
    const body = bodyOf('feishu', moved(), 'demo')
    const seconds = msOf(now) / 1_000
    expect(body).toMatchObject({
      msg_type: 'interactive',
      timestamp: String(seconds),
      sign: signFeishu('demo', seconds, hmac),
    })
    expect(JSON.stringify(body)).not.toContain('lark_md')
    expect(body.card.elements[1].actions[0].url).toBe('https://fenghuang.example/console/reports/0a1b')
  })

  test.each(Object.keys(CHANNELS) as EndpointKind[])(
    'to %s holds nothing that a resident wrote, even if a message did',
    (kind) => {
      const corpus = [
        '<@all>',
        '[领奖](http://evil.example)',
        '<font color="warning">',
        '<at id=all></at>',
        '@所有人',
      ]
      for (const words of corpus) {
        const alert = moved({ words, place: words, name: words, contact: { phone: words } })
        expect(CHANNELS[kind].render(alert, { ...letter, secret: 'whsec_MfKQ' }).body).not.toContain(words)
      }
    },
  )
})

describe('the answer', () => {
  const ROBOT: Record<'wecom' | 'dingtalk' | 'feishu', (code: number, words?: string) => string> = {
    wecom: (errcode, errmsg = '') => JSON.stringify({ errcode, errmsg }),
    dingtalk: (errcode, errmsg = '') => JSON.stringify({ errcode, errmsg }),
    feishu: (code, msg = '') => JSON.stringify({ code, msg, data: {} }),
  }

  test.each([
    ['wecom', 0, 'ok', 'delivered'],
    ['wecom', 45009, 'api freq out of limit', { retry: '45009 api freq out of limit', afterSeconds: 60 }],
    ['wecom', -1, 'system busy', { retry: '-1 system busy' }],
    ['wecom', 93000, 'invalid webhook url', { final: '93000 invalid webhook url' }],
    ['wecom', 12345, 'never seen', { retry: '12345 never seen' }],
    ['dingtalk', 0, 'ok', 'delivered'],
    ['dingtalk', 130101, 'send too fast', { retry: '130101 send too fast', afterSeconds: 600 }],
    ['dingtalk', 310000, 'send too fast', { retry: '310000 send too fast', afterSeconds: 600 }],
    ['dingtalk', 310000, 'keywords not in content', { final: '310000 keywords not in content' }],
    ['dingtalk', 310000, 'sign not match', { final: '310000 sign not match' }],
    ['dingtalk', 310000, 'ip 1.2.3.4 not in whitelist', { final: '310000 ip 1.2.3.4 not in whitelist' }],
    ['dingtalk', 310000, 'invalid timestamp', { retry: '310000 invalid timestamp' }],
    ['feishu', 0, 'success', 'delivered'],
    ['feishu', 11232, 'frequency limited', { retry: '11232 frequency limited', afterSeconds: 60 }],
    ['feishu', 9499, 'Bad Request', { final: '9499 Bad Request' }],
    ['feishu', 9499, 'too many request', { retry: '9499 too many request', afterSeconds: 60 }],
    ['feishu', 19021, 'sign match fail', { final: '19021 sign match fail' }],
    ['feishu', 19024, 'Key Words Not Found', { final: '19024 Key Words Not Found' }],
  ] as const)('of %s with code %i and "%s" is judged by its code', (robot, code, words, verdict) => {
    expect(CHANNELS[robot].verdict(200, ROBOT[robot](code, words), {}, now)).toEqual(verdict)
  })

  test.each(['wecom', 'dingtalk', 'feishu'] as const)('of %s without a code is no delivery', (robot) => {
    for (const body of [
      '',
      'ok',
      '<html>"errcode":0</html>',
      '{"errcode":"0"}',
      'null',
      '[]',
      '{"errcode":0,"errm',
    ]) {
      expect(CHANNELS[robot].verdict(200, body, {}, now)).toEqual({ retry: 'HTTP 200 without a code' })
    }
    expect(CHANNELS[robot].verdict(502, ROBOT[robot](0), {}, now)).toEqual({ retry: 'HTTP 502' })
    expect(CHANNELS[robot].verdict(302, ROBOT[robot](0), {}, now)).toEqual({ retry: 'HTTP 302' })
  })

  test('of an old Feishu robot is understood', () => {
    expect(
      CHANNELS.feishu.verdict(200, '{"Extra":null,"StatusCode":0,"StatusMessage":"success"}', {}, now),
    ).toBe('delivered')
  })

  test.each([
    [200, {}, 'delivered'],
    [204, {}, 'delivered'],
    [302, { location: 'http://169.254.169.254/' }, { retry: 'HTTP 302' }],
    [404, {}, { retry: 'HTTP 404' }],
    [410, {}, { final: 'HTTP 410', isGone: true }],
    [429, { 'retry-after': '120' }, { retry: 'HTTP 429', afterSeconds: 120 }],
  ] as const)('of a standard webhook with status %i is judged by the status', (status, headers, verdict) => {
    expect(CHANNELS['standard-webhook'].verdict(status, '{"errcode":93000}', headers, now)).toEqual(verdict)
  })
  /** It is 07:00:07 in Greenwich. */
  test.each([
    ['90', 90],
    ['Mon, 23 Nov 2026 07:02:07 GMT', 120],
    ['Monday, 23-Nov-26 07:02:07 GMT', 120],
    ['Mon Nov 23 07:02:07 2026', 120],
    ['Tue Dec  1 07:00:07 2026', 86_400],
    ['999999999999999999999', 86_400],
    ['Mon, 23 Nov 2026 07:00:07 GMT', undefined],
    ['Sun, 22 Nov 2026 07:00:00 GMT', undefined],
    ['Mon, 99 Nov 2026 07:02:07 GMT', undefined],
    ['2030-01-01T00:00:00Z', undefined],
    ['after 5 GMT', undefined],
    ['-5', undefined],
    ['0', undefined],
    ['', undefined],
  ])('that asks to be left alone until "%s" is left alone for %s seconds', (asked, seconds) => {
    const verdict = { retry: 'HTTP 503', ...(seconds && { afterSeconds: seconds }) }
    for (const kind of ['standard-webhook', 'feishu'] as const)
      expect(CHANNELS[kind].verdict(503, '', { 'retry-after': asked }, now)).toEqual(verdict)
  })
})
