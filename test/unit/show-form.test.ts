import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { serveAsset } from '../../functions/intake/serve-asset.ts'
import type * as Form from '../../functions/intake/show-form.ts'
import type { Instant } from '../../lib/kernel/instant.ts'
import { builtFiles } from '../../lib/platform/files.ts'
import { CONSENT_VERSION } from '../../lib/report/consent.ts'
import { BUDGET, buildResident } from '../../web/resident/build.ts'
import { bodyOf, EMPTY, openStep, plainPhone, type Start } from '../../web/resident/draft.ts'
import { asTried } from '../../web/resident/send.ts'
import { stagesOf } from '../../web/resident/stages.ts'
import { timeWords } from '../../web/shared/time.ts'

const place = {
  known: true,
  revoked: false,
  place: '凤凰社区 · 1号楼',
  unit: { name: '第一网格', phone: '0530-1' },
}
const manifest = { script: 'script-A.js', style: 'p{margin:0}', styleHash: 'sha256-A' }

describe('the page a code opens', () => {
  let showForm: typeof Form.showForm
  // Through the function's own bundler: pages are TSX, and Preact is published as modules only.
  beforeAll(() => {
    const entryPoints = ['functions/intake/show-form.ts']
    const { outputFiles } = buildSync({
      entryPoints,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      write: false,
    })
    const module = { exports: {} as typeof Form }
    new Function('module', 'exports', 'require', outputFiles[0]!.text)(module, module.exports, require)
    showForm = module.exports.showForm
  })
  const RECEIPT = {
    number: 'JY-260302-7K3F-9',
    pin: '123456',
    resolveBy: '2026-03-02T09:00:00.000Z',
    provisional: false,
    isCalled: false,
    isHere: true,
  }
  const openWith = (receipt: object) => {
    const cookies = [`__Host-receipt=${Buffer.from(JSON.stringify(receipt)).toString('base64url')}`]
    return showForm({ resolve: async () => place, files: { manifest: <M>() => manifest as M } })(
      { params: { token: '1.k.c.m' } },
      { header: () => undefined, path: '/q/1.k.c.m', cookies, query: new URLSearchParams() },
    )
  }
  const open = (found: Start['place'], accepts?: string) =>
    showForm({ resolve: async () => found, files: { manifest: <M>() => manifest as M } })(
      { params: { token: '1.k.c.m' } },
      { header: () => accepts, path: '/q/1.k.c.m', cookies: [], query: new URLSearchParams() },
    )

  it('shows place, first question and emergency numbers before any script has run', async () => {
    const { status, body } = await open(place)
    expect(status).toBe(200)
    const words = ['<html lang="zh-CN">', '凤凰社区 · 1号楼', '您要反映什么事？', '停车', 'tel:110']
    for (const each of words) expect(body).toContain(each)
    expect(body).toContain('"/assets/script-A.js"')
  })

  it('allows its own files and the style in it only, keeps the token to itself and lets people zoom', async () => {
    const { headers, body } = await open(place)
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'sha256-A';/,
    )
    expect(headers['content-security-policy']).not.toMatch(/unsafe|nonce|\*|https?:/)
    expect(headers).toMatchObject({
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'geolocation=(self), microphone=(self)',
      'x-content-type-options': 'nosniff',
    })
    expect(body).not.toMatch(
      /user-scalable|maximum-scale|<style[^>]|\sstyle=|\son\w+=|<script(?![^>]*(src=|application\/json))/,
    )
  })

  it('cannot be broken out of by the name of a place', async () => {
    const { body } = await open({ ...place, place: '</script><img src=x onerror=alert(1)>' })
    expect(body).not.toContain('<img')
    const json = /<script type="application\/json" id="start">(.*)<\/script>/.exec(body)![1]!
    expect(JSON.parse(json)).toMatchObject({ token: '1.k.c.m', place: { known: true } })
  })

  it('opens with a warning for a code nobody knows', async () => {
    expect((await open({ known: false, revoked: false })).body).toContain(
      '这个二维码认不出来，请向网格员核实；您仍可填写地点上报。',
    )
    expect((await open({ known: false, revoked: true })).body).toContain('这个二维码已经停用')
  })

  it('is not kept by the phone when it shows a number and a PIN', async () => {
    const page = await openWith(RECEIPT)
    expect(page.body).toContain('123456')
    expect(page.body).toContain('2026年3月2日 17:00')
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.cookies).toEqual([expect.stringContaining('Max-Age=0')])
  })

  it.each<[string, object]>([
    ['a date that is none', { resolveBy: 'soon' }],
    ['no six digits', { pin: '<b>1</b>' }],
    ['another’s words', { number: '请致电 400-1234' }],
    ['no number', { number: undefined }],
  ])('asks its first question when what the browser brings back as a receipt has %s', async (_, damage) => {
    const { status, body } = await openWith({ ...RECEIPT, ...damage })
    expect(status).toBe(200)
    expect(body).toContain('您要反映什么事？')
    expect(body).not.toMatch(/400-1234|Invalid|NaN/)
  })

  it('travels compressed to whoever takes it', async () => {
    const plain = (await open(place)).body
    for (const [accepts, packing, unpack] of [
      ['gzip, deflate', 'gzip', gunzipSync],
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['br;q=0, gzip', 'gzip', gunzipSync],
    ] as const) {
      const { body, headers, isBase64 } = await open(place, accepts)
      expect([isBase64, headers['content-encoding']]).toEqual([true, packing])
      expect(unpack(Buffer.from(body, 'base64')).toString()).toBe(plain)
    }
    expect((await open(place, 'gzip;q=0')).headers['content-encoding']).toBeUndefined()
  })
})

describe('what the build left', () => {
  const root = mkdtempSync(join(tmpdir(), 'fenghuang-'))
  const resident = join(root, 'resident')
  const built = builtFiles(root, 'resident')
  beforeAll(async () => {
    await buildResident(resident)
    writeFileSync(join(resident, '.hash'), 'x')
    writeFileSync(join(root, 'secret.js'), 'x')
    mkdirSync(join(resident, 'img'))
    writeFileSync(join(resident, 'img/a.png'), 'x')
  })
  afterAll(() => rmSync(root, { recursive: true }))
  const serve = (file: string, accepts?: string) =>
    serveAsset({ files: built })({ params: { file } }, { header: () => accepts })

  it('stays within what a slow phone can load', () => {
    const { first, after } = built.manifest<typeof BUDGET>()
    expect(first).toBeLessThanOrEqual(BUDGET.first)
    expect(after).toBeLessThanOrEqual(BUDGET.after)
  })

  it('names the style by its hash, so that a page lets in this one and no other', () => {
    const { style, styleHash } = built.manifest<{ style: string; styleHash: string }>()
    expect(`sha256-${createHash('sha256').update(style).digest('base64')}`).toBe(styleHash)
    expect(style).not.toMatch(/<|\\/)
  })

  it('is served as it is, for ever', async () => {
    const { script } = built.manifest<{ script: string }>()
    const { headers, body } = await serve(script)
    expect(headers).toEqual({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    })
    expect(Buffer.from(body, 'base64')).toEqual(readFileSync(join(resident, script)))
    expect((await serve(script, 'gzip')).headers['content-encoding']).toBe('gzip')
  })

  it('asks for the service worker anew each time, and lets it load from here only', async () => {
    const { headers, body } = await serveAsset({ files: built })({ params: {} }, { header: () => undefined })
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
    })
    const { script } = built.manifest<{ script: string }>()
    expect(Buffer.from(body, 'base64').toString()).toContain(`/assets/${script}`)
  })

  it.each(['../secret.js', 'manifest.json', '.hash', 'img', '', '/etc/passwd', 'img/../../secret.js'])(
    'does not serve %j',
    async (file) => {
      await expect(serve(file)).rejects.toMatchObject({ code: 'not-found' })
    },
  )
})

describe('a draft', () => {
  const start: Start = { token: '1.k.c.m', place }
  const draft = { ...EMPTY, category: 'parking' as const, words: ' 车停在通道 ', phone: '+86 138-0000-1234' }

  it('is said again as it was tried, whatever photos have come since, until its words change', () => {
    const uploads = [{ token: 'k.m.p1', kind: 'photo' as const }]
    const tried = [bodyOf({ ...draft, uploads }, start)]
    expect(tried[0]!.uploads).toEqual(['k.m.p1'])
    const more = [...uploads, { token: 'k.m.v1', kind: 'voice' as const }]
    expect(asTried(bodyOf({ ...draft, uploads: more }, start), tried)).toBe(tried[0])
    const changed = bodyOf({ ...draft, uploads: more, words: '车又停在通道' }, start)
    expect(asTried(changed, tried)).toBe(changed)
  })

  it('becomes a report at the code, or anywhere else without it', () => {
    const point = { lat: 35.4, lng: 116.1, metres: 30 }
    expect(bodyOf({ ...draft, point }, start)).toEqual({
      category: 'parking',
      words: '车停在通道',
      wish: 'reply',
      consent: CONSENT_VERSION,
      token: '1.k.c.m',
      contact: { phone: '13800001234' },
    })
    const elsewhere = bodyOf({ ...draft, point, isElsewhere: true, place: '广场' }, start)
    expect(elsewhere.token).toBeUndefined()
    expect(elsewhere).toMatchObject({ place: '广场', point: { lat: 35.4, lng: 116.1, datum: 'wgs84' } })
  })

  it('takes phone numbers the way people write them', () => {
    for (const typed of [
      '１３８００００１２３４',
      '138 0000 1234',
      '0086-138-0000-1234',
      '+86(138)00001234',
    ]) {
      expect(plainPhone(typed)).toBe('13800001234')
    }
  })

  it('opens no page before the ones it builds on, and keeps the number in sight', () => {
    expect(openStep('check', EMPTY, start, false)).toBe('what')
    expect(openStep('check', draft, start, false)).toBe('check')
    expect(openStep('nonsense', draft, start, false)).toBe('what')
    expect(openStep('contact', EMPTY, start, true)).toBe('done')
    expect(openStep('follow', EMPTY, start, true)).toBe('follow')
  })
})

describe('progress', () => {
  const at = (minute: number) => `2026-11-23T09:0${minute}:00.000Z` as Instant
  const report = {
    number: 'JY-261123-7K3F-9',
    category: 'parking' as const,
    receivedAt: at(0),
    level: 'assignee' as const,
    provisional: false,
    open: [],
    isSupporter: false,
    canRate: false,
  }
  const stages = (status: Parameters<typeof stagesOf>[0]['status'], ...moves: string[]) =>
    stagesOf({ ...report, status, steps: ['receive', ...moves].map((what, n) => ({ at: at(n), what })) }).map(
      ({ name, at, isReached }) => `${name} ${isReached ? (at?.slice(15, 16) ?? 'reached') : 'ahead'}`,
    )

  it('is four stages, each with its date', () => {
    expect(stages('received')).toEqual(['received 0', 'assigned ahead', 'working ahead', 'over ahead'])
    const resolved = ['received 0', 'assigned 1', 'working 2', 'over 4']
    expect(stages('resolved', 'route', 'contact', 'start', 'resolve')).toEqual(resolved)
    const reopened = ['received 0', 'assigned 1', 'working 4', 'over ahead']
    expect(stages('reopened', 'route', 'contact', 'resolve', 'reopen')).toEqual(reopened)
    expect(stages('cancelled', 'withdraw')).toEqual(['received 0', 'over 1'])
  })

  it('is dated by the clock in Juye', () => {
    expect(timeWords('2026-11-23T09:30:00.000Z')).toBe('2026年11月23日 17:30')
    expect(timeWords('2026-12-31T16:05:00.000Z', 'en')).toBe('1 Jan 2027 00:05')
  })
})
