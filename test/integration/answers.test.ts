import { type ActionLink, writeClaims } from '../../lib/alerts/links.ts'
import { keyRing, sha256 } from '../../lib/platform/keys.ts'
import { actionToken } from '../../lib/platform/links.ts'
import { at } from '../support/builders.ts'
import { FORM, GRID, idOf, withCounty } from '../support/given-county.ts'
import { environmentOf } from '../support/given-environment.ts'
import type { Asked } from '../support/http-event.ts'

const { stack, routed, stored } = withCounty()
const KEYS = keyRing(environmentOf('alerts').DATA_KEYS!)
const PAGE = { accept: 'text/html,*/*', 'sec-fetch-site': 'same-origin' }

/** A link about a report as it is once it was routed: sent to Ann unless the test says otherwise. */
function linkTo(name: string, about: Partial<ActionLink> = {}): string {
  const link = { move: 'accept', reportId: idOf(name), version: 2, staffId: 'ann' } as const
  return actionToken(writeClaims({ ...link, expiresAt: at('2026-03-05 09:00'), ...about }), KEYS)
}
const toGroup = (name: string, about: Partial<ActionLink> = {}) => linkTo(name, { ...about, staffId: '' })
const session = (who: string): Asked => ({ cookies: [`__Host-sid=secret of ${who}`] })

const look = (token: string, asked: Asked = {}) =>
  stack().ask('showAnswer', { params: { token }, headers: PAGE, ...asked })
const confirm = (token: string, fields: Record<string, string> = {}, asked: Asked = {}) =>
  stack().ask('confirmAnswer', {
    params: { token },
    headers: PAGE,
    body: new URLSearchParams({ token, ...fields }).toString(),
    ...asked,
  })
const lastLine = async (name: string) => (await stored(name)).owed.history.at(-1)
const codeOn = (body: string) => /data-code="([\w-]+)"/.exec(body)?.[1]

describe('a link in a chat message', () => {
  test('opens a page that says number, category, place and deadline, and no word of a resident', async () => {
    const { number } = await routed('shown')
    const { status, headers, body } = await look(linkTo('shown'))
    expect(status).toBe(200)
    for (const words of [number, '停车', `${GRID.street} ${GRID.name}`, '确认：接单'])
      expect(body).toContain(words)
    expect(body).not.toMatch(new RegExp(`${FORM.words}|13800000000|138\\*`))
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    )
    expect(body).not.toMatch(/<script| style=| on\w+=/)
    expect(headers['cache-control']).toBe('no-store')
  })

  test('that previews, scanners and people only look at changes nothing', async () => {
    await routed('previewed')
    const bot = { headers: { accept: '*/*', 'user-agent': 'DingTalkBot-LinkService/1.0' } }
    for (let i = 0; i < 5; i++) await look(linkTo('previewed'), bot)
    expect((await stored('previewed')).version).toBe(2)
  })

  test('confirmed is done by the person it was sent to, in their post, and the history says it came by a link', async () => {
    await routed('confirmed')
    const { status, body } = await confirm(linkTo('confirmed'))
    expect([status, body.includes('已记录：接单'), body.includes('社区工作者')]).toEqual([200, true, true])
    expect(await lastLine('confirmed')).toMatchObject({
      actor: 'ann',
      role: 'community_worker',
      what: 'accept',
      via: expect.stringMatching(/^link\.[0-9a-f]{16}$/),
    })
    const page = await stack().ask('readReport', {
      params: { id: idOf('confirmed') },
      ...session('ann'),
      headers: { 'x-fenghuang': 'console' },
    })
    expect(page.body.history.at(-1)).toMatchObject({ actor: 'ann', via: expect.stringMatching(/^link\./) })
  })

  test('tapped by two fingers at once has one effect, and both are told it is done', async () => {
    await routed('twice')
    const taps = await Promise.all(Array.from({ length: 4 }, () => confirm(linkTo('twice'))))
    for (const { status, body } of taps) expect([status, body.includes('已记录：接单')]).toEqual([200, true])
    expect((await stored('twice')).version).toBe(3)
    const again = await confirm(linkTo('twice'))
    expect([again.status, again.body.includes('已记录：接单')]).toEqual([200, true])
    expect((await look(linkTo('twice'))).body).not.toContain('<form')
    expect((await stored('twice')).version).toBe(3)
  })

  test('used once stays used when its line of history has long been filed', async () => {
    await routed('filed')
    await confirm(linkTo('filed'))
    await stack().deliver('alerts')
    expect((await stored('filed')).owed.history).toEqual([])
    const { body } = await confirm(linkTo('filed'))
    expect(body).toContain('已记录：接单')
    expect((await stored('filed')).version).toBe(3)
  })

  test('still holds after somebody else’s word, and no longer once the report has moved on', async () => {
    await routed('moved-on')
    await confirm(linkTo('moved-on', { move: 'ask-extension' }), { days: '2', reason: '等配件' })
    expect((await confirm(linkTo('moved-on'))).status).toBe(200)
    const moving = { move: 'contact', version: 4, said: { channel: '电话', note: '已联系' } }
    await stack().ask('moveReport', {
      params: { id: idOf('moved-on') },
      ...session('ann'),
      headers: { 'x-fenghuang': 'console' },
      body: moving,
    })
    const late = linkTo('moved-on', { move: 'ask-extension', expiresAt: at('2026-03-04 09:00') })
    expect((await look(late)).body).toContain('情况已经变了')
    const { status, body } = await confirm(late, { days: '3', reason: '等配件' })
    expect([status, codeOn(body)]).toEqual([409, 'changed-meanwhile'])
    expect((await stored('moved-on')).version).toBe(5)
  })

  test('for more time asks how much and why, and keeps the answer sealed', async () => {
    await routed('extension')
    const token = linkTo('extension', { move: 'ask-extension' })
    const { body: page } = await look(token)
    expect(page).toMatch(/<input type="number" name="days" required/)
    expect(page).toContain('<textarea name="reason" required')
    const empty = await confirm(token)
    expect([empty.status, codeOn(empty.body)]).toEqual([422, 'form-invalid'])
    await confirm(token, { days: '3', reason: '等配件到货' })
    const line = await lastLine('extension')
    expect(line).toMatchObject({ what: 'ask-extension', said: expect.any(String) })
    expect(JSON.stringify(await stored('extension'))).not.toContain('等配件')
  })
})

describe('a link nobody may use', () => {
  const other = { ...PAGE, 'sec-fetch-site': 'cross-site' }
  test.each<[string, (name: string) => Promise<{ status: number; body: string }>, number, string]>([
    ['forged', (name) => confirm(`${linkTo(name).slice(0, -2)}xx`), 404, 'link-unknown'],
    ['made up', () => confirm('1.k1.k.x.1.1..short'), 404, 'link-unknown'],
    ['expired', (name) => confirm(linkTo(name, { expiresAt: at('2026-03-02 09:00') })), 410, 'link-expired'],
    [
      'posted with another token than it shows',
      (name) => confirm(linkTo(name), {}, { body: `token=${linkTo(name, { move: 'ask-extension' })}` }),
      404,
      'link-unknown',
    ],
    ['sent by another site', (name) => confirm(linkTo(name), {}, { headers: other }), 403, 'origin-refused'],
    [
      'sent by another site in an old browser',
      (name) => confirm(linkTo(name), {}, { headers: { accept: 'text/html', origin: 'https://evil.test' } }),
      403,
      'origin-refused',
    ],
    ['of somebody else', (name) => confirm(linkTo(name), {}, session('bob')), 403, 'link-not-yours'],
    [
      'of somebody whose post is elsewhere',
      (name) => confirm(linkTo(name, { staffId: 'bob' })),
      404,
      'report-not-found',
    ],
    ['of somebody who is gone', (name) => confirm(linkTo(name, { staffId: 'nobody' })), 403, 'not-allowed'],
    [
      'of somebody whose post has ended',
      (name) => confirm(linkTo(name, { staffId: 'carl' })),
      404,
      'report-not-found',
    ],
    ['posted to a group, by nobody known', (name) => confirm(toGroup(name)), 401, 'signed-out'],
    [
      'about no report',
      (name) => confirm(linkTo(name, { reportId: idOf('never sent') })),
      404,
      'report-not-found',
    ],
  ])('%s changes nothing and says why', async (why, use, status, code) => {
    await stack().put('staff', {
      id: 'carl',
      name: 'carl',
      account: 'carl',
      assignments: [{ role: 'community_worker', area: GRID.id.slice(0, 12), until: at('2026-03-01 00:00') }],
    })
    const name = sha256(why).slice(0, 20)
    await routed(name)
    const answered = await use(name)
    expect([answered.status, codeOn(answered.body)]).toEqual([status, code])
    expect((await stored(name)).version).toBe(2)
  })

  test('is a problem document for a program', async () => {
    const { status, body, headers } = await look('nonsense', { headers: { accept: 'application/json' } })
    expect([status, body.code]).toEqual([404, 'link-unknown'])
    expect(headers['content-type']).toContain('problem+json')
  })
})

describe('a link in a group', () => {
  test('asks whoever opens it to sign in, and leads back', async () => {
    await routed('group')
    const { body } = await look(toGroup('group'))
    const [, href = ''] = /<a class="button" href="([^"]+)"/.exec(body) ?? []
    const returnTo = new URL(href, 'https://fenghuang.test').searchParams.get('returnTo')
    expect(returnTo).toBe(`/a/${toGroup('group')}`)
    expect(body).not.toContain('<form')
  })

  test('is done once for the group, by whoever is signed in', async () => {
    await routed('group-done')
    expect((await look(toGroup('group-done'), session('ann'))).body).toContain('确认：接单')
    await confirm(toGroup('group-done'), {}, session('ann'))
    expect(await lastLine('group-done')).toMatchObject({ actor: 'ann', what: 'accept' })
    expect((await confirm(toGroup('group-done'), {}, session('ann'))).body).toContain('已记录')
    expect((await stored('group-done')).version).toBe(3)
  })

  test('shows a stranger to the place nothing once they are signed in', async () => {
    await routed('group-stranger')
    const { status, body } = await look(toGroup('group-stranger'), session('bob'))
    expect([status, codeOn(body)]).toEqual([404, 'report-not-found'])
  })
})
