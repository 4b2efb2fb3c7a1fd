import { maskedTarget, targetAllowed } from '../../lib/alerts/target.ts'

describe('a target on the public internet', () => {
  test.each([
    'https://hooks.example.org/fenghuang',
    'https://hooks.example.org:443/',
    'https://xn--fiq228c.example/',
  ])('may be %s', (url) => {
    expect(targetAllowed('standard-webhook', url, 'public')).toBe(true)
  })

  test.each([
    'http://hooks.example.org/',
    'https://hooks.example.org:8443/',
    'https://user@hooks.example.org/',
    'https://user:secret@hooks.example.org/',
    'ftp://hooks.example.org/',
    'file:///etc/passwd',
    'https://',
    'not an address',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://metadata/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://api.localhost/',
    'https://router.lan/',
    'https://1.0.0.127.in-addr.arpa/',
    'https://127.0.0.1/',
    'https://127.0.0.1./',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://127。0。0。1/',
    'https://①②⑦.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.100.100.200/',
    'https://10.0.0.1/',
    'https://8.8.8.8/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'http://127.0.0.1:3000/sandbox',
  ])('may not be %s', (url) => {
    expect(targetAllowed('standard-webhook', url, 'public')).toBe(false)
  })

  test.each([
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1'],
    ['dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=1'],
    ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/1'],
    ['feishu', 'https://open.larksuite.com/open-apis/bot/v2/hook/1'],
  ] as const)('is, for a %s robot, only its own host', (kind, url) => {
    expect(targetAllowed(kind, url, 'public')).toBe(true)
    const disguises = [
      url.replace('.com', '.com.evil.example').replace('.cn', '.cn.evil.example'),
      'https://hooks.example.org/',
    ]
    for (const disguise of disguises) expect(targetAllowed(kind, disguise, 'public')).toBe(false)
  })
})

describe('a target of a drill', () => {
  test('may be this machine beside the public internet, whatever the kind', () => {
    const robot = 'http://127.0.0.1:3000/sandbox/robot/wecom-phoenix'
    expect(targetAllowed('wecom', robot, 'loopback')).toBe(true)
    expect(targetAllowed('wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', 'loopback')).toBe(
      true,
    )
  })

  test.each([
    'http://127.0.0.2:3000/',
    'http://localhost:3000/',
    'http://u@127.0.0.1:3000/',
    'https://127.0.0.1/',
    'http://10.0.0.1/',
  ])('may not be %s', (url) => {
    expect(targetAllowed('standard-webhook', url, 'loopback')).toBe(false)
  })

  test('is refused wherever the setting says anything but loopback', () => {
    for (const setting of ['public', '', 'Loopback', 'true']) {
      expect(targetAllowed('standard-webhook', 'http://127.0.0.1:3000/', setting)).toBe(false)
    }
  })
})

describe('a masked target', () => {
  test('shows the host and the last four characters', () => {
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'
    expect(maskedTarget(url)).toBe('qyapi.weixin.qq.com/…5aaa')
  })

  test('shows nothing of a short path, which would be all of it', () => {
    expect(maskedTarget('https://hooks.example.org/k3y')).toBe('hooks.example.org')
  })
})
