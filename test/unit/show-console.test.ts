import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { showConsole } from '../../functions/console/show-console.ts'
import { shanghai } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { builtFiles } from '../../lib/platform/files.ts'

describe('the console', () => {
  const root = mkdtempSync(join(tmpdir(), 'console-'))
  const page =
    '<meta property="csp-nonce" nonce="__NONCE__"><script src="/console/assets/a.js" nonce="__NONCE__">'
  mkdirSync(join(root, 'console/assets'), { recursive: true })
  writeFileSync(join(root, 'console/index.html'), page)
  writeFileSync(join(root, 'console/manifest.json'), '{}')
  writeFileSync(join(root, 'console/assets/a.js'), 'go()')
  writeFileSync(join(root, 'secret.json'), '{}')
  afterAll(() => rmSync(root, { recursive: true }))

  let served = 0
  const show = showConsole({ files: builtFiles(root, 'console'), newNonce: () => `n${++served}` })
  const open = (path: string, accepts?: string) => show(undefined, { path, header: () => accepts })

  it.each(['/console', '/console/', '/console/raised', '/console/reports/7f', '/console/manifest.json'])(
    'answers %s with the one page',
    async (path) => {
      const { status, headers, body } = await open(path)
      expect(status).toBe(200)
      expect(headers['content-type']).toMatch('text/html')
      expect(headers['cache-control']).toBe('no-store')
      expect(body).toMatch('<script src="/console/assets/a.js"')
    },
  )

  it('gives each answer a nonce of its own, the same in page and policy', async () => {
    const [first, second] = [await open('/console'), await open('/console')]
    const nonce = /nonce="(\w+)">/.exec(first.body)![1]!
    expect(first.body).not.toMatch('__NONCE__')
    expect(first.headers['content-security-policy']).toMatch(`style-src 'self' 'nonce-${nonce}'`)
    expect(second.body).not.toMatch(`"${nonce}"`)
  })

  it('allows its own files only and is framed by nobody', async () => {
    const { headers } = await open('/console')
    const policy = headers['content-security-policy']!
    expect(policy).toMatch("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-")
    expect(policy).toMatch("form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
  })

  it('serves what the build left as files that never change', async () => {
    const { headers, body } = await open('/console/assets/a.js', 'gzip')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-type']).toMatch('text/javascript')
    expect(gunzipSync(Buffer.from(body, 'base64')).toString()).toBe('go()')
  })

  it.each(['/console/assets/b.js', '/console/assets/../../secret.json', '/console/assets/'])(
    'has nothing at %s',
    (path) => expect(open(path)).rejects.toThrow(new Problem('not-found')),
  )
})

describe('the time left', () => {
  // The words ask the page for its language.
  const words = async () => {
    Object.assign(globalThis, { document: { documentElement: { lang: 'zh-CN' } } })
    return import('../../web/console/timing.ts')
  }
  const now = shanghai('2026-11-24 10:00')

  it.each([
    ['2026-11-24 08:00', 'over', '已超时 2小时'],
    ['2026-11-24 10:04:12', 'soon', '剩 4分钟12秒'],
    ['2026-11-24 11:59', 'soon', '剩 1小时59分钟'],
    ['2026-11-24 13:00', 'fine', '剩 3小时'],
    ['2026-11-26 13:20', 'fine', '剩 2天3小时'],
  ])('until %s is %s: %s', async (due, tone, said) => {
    const { untilWords } = await words()
    expect(untilWords(shanghai(due), now)).toEqual({ tone, words: said })
  })

  it.each([
    ['awaiting_reporter', 'still', '已暂停'],
    ['resolved', 'still', '待回访'],
    ['closed', 'still', '已结束'],
    ['assigned', 'over', '各级均已超时'],
  ] as const)('of a report without a deadline that is %s is %s: %s', async (status, tone, said) => {
    const { timingOf } = await words()
    expect(timingOf({ status }, now)).toEqual({ tone, words: said })
  })

  it('names days near, and the year when it is another one', async () => {
    const { momentWords } = await words()
    const said = [
      '2026-11-24 09:05',
      '2026-11-23 23:59',
      '2026-11-25 00:00',
      '2026-11-02 08:30',
      '2027-01-04 09:00',
    ]
    expect(said.map((at) => momentWords(shanghai(at), now))).toEqual([
      '今天 09:05',
      '昨天 23:59',
      '明天 00:00',
      '11月2日 08:30',
      '2027年1月4日 09:00',
    ])
  })
})
