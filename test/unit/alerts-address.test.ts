import { isPublicAddress } from '../../lib/alerts/address.ts'
import { targetAllowed } from '../../lib/alerts/target.ts'

/** Finding 7 and threat 15 of promises.md: one machine, or one cloud's keys, in 24 disguises. */
const HOSTILE = [
  '127.0.0.1',
  '127.1',
  '127.0.0.1.',
  '2130706433',
  '0x7f000001',
  '0x7f.0x0.0x0.0x1',
  '017700000001',
  '0177.0.0.1',
  '０１２７.0.0.1',
  '１２７.０.０.１',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[64:ff9b::a9fe:a9fe]',
  '[2002:7f00:1::]',
  '[fd00:ec2::254]',
  '169.254.169.254',
  '2852039166',
  '100.100.100.200',
]

describe('a hostile spelling', () => {
  test('is one of 24', () => {
    expect(new Set(HOSTILE).size).toBe(24)
  })

  test.each(HOSTILE)('%s is refused as a target, with and without TLS', (host) => {
    for (const scheme of ['https', 'http'])
      expect(targetAllowed('standard-webhook', `${scheme}://${host}/latest/`, 'public')).toBe(false)
  })
})

describe('an address that a name leads to', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '169.253.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2400:3200::1',
    '2606:4700:4700::1111',
    '2a00:1450:4001:82f::200e',
    '2001:4860:4860::8888',
  ])('is public when it is %s', (ip) => {
    expect(isPublicAddress(ip)).toBe(true)
  })

  test.each([
    ...[
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.0',
      '100.100.100.200',
      '100.127.255.255',
      '127.0.0.1',
      '127.255.255.255',
    ],
    ...['168.63.129.16', '169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...[
      '192.0.0.192',
      '192.88.99.1',
      '198.18.0.1',
      '198.19.255.255',
      '224.0.0.1',
      '239.255.255.255',
      '240.0.0.1',
    ],
    ...['255.255.255.255', '::', '::1', '::127.0.0.1', '::ffff:8.8.8.8', '::ffff:127.0.0.1', '::ffff:a00:1'],
    ...['64:ff9b::8.8.8.8', '64:ff9b:1::1', '2001::1', '2001:0:4136:e378::', '2001:db8::1', '2002:7f00:1::'],
    ...[
      '2002:a9fe:a9fe::1',
      '3fff::1',
      'fc00::1',
      'fd00:ec2::254',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
    ],
  ])('is not public when it is %s', (ip) => {
    expect(isPublicAddress(ip)).toBe(false)
  })

  test.each([
    '',
    'localhost',
    '8.8.8',
    '8.8.8.8.',
    '08.8.8.8',
    '256.1.1.1',
    '0x8.8.8.8',
    '1.2.3.4.5',
    '2606:4700',
  ])('is not public when it cannot be read: “%s”', (ip) => {
    expect(isPublicAddress(ip)).toBe(false)
  })

  test.each([
    '2606:::1',
    '2606::1::1',
    '2606:4700:1:2:3:4:5:6:7',
    '2606:12345::',
    '2606::1%1',
    '::1.2.3',
    ' 8.8.8.8',
  ])('is not public when it is written like %s', (ip) => {
    expect(isPublicAddress(ip)).toBe(false)
  })
})
