import { placeOf } from '../../functions/alerts/sign.ts'
import { open, seal } from '../../lib/platform/keys.ts'
import { endpointsTable } from '../../lib/tables/endpoints.ts'
import { demoCounty } from '../../local/county/county.ts'
import { seedEndpoints } from '../../local/seed/endpoints.ts'
import { at, SOME_KEYS } from '../support/builders.ts'
import { withTables } from '../support/given-tables.ts'

const fresh = withTables()
const STREET = '371724001'

async function seeded() {
  const { db, names } = await fresh()
  const table = names.ENDPOINTS_TABLE!
  const start = (publicUrl: string) =>
    seedEndpoints(db, table, demoCounty(), { publicUrl, dataKeys: SOME_KEYS })
  await start('http://127.0.0.1:3000')
  const endpoints = endpointsTable(db, table, Date.now)
  const robot = async () => (await endpoints.ofArea(STREET))[0]!
  const urlOf = ({ id, sealedUrl }: Awaited<ReturnType<typeof robot>>) =>
    open(sealedUrl, placeOf(id, 'url'), SOME_KEYS)
  return { start, endpoints, robot, urlOf }
}

describe('a start of the demo', () => {
  test('leaves a demo robot as somebody changed it, and adds none twice', async () => {
    const { start, endpoints, robot } = await seeded()
    const quiet = { from: '12:00', until: '14:00' }
    const change = { at: at('2026-11-23 09:00'), by: 'admin-1', what: 'events name quiet status' }
    const patch = { name: '街道值班群', events: ['case.*'], quiet, status: 'paused' } as const
    const changed = await endpoints.change(await robot(), patch, change)
    await start('http://127.0.0.1:3000')
    expect(await endpoints.ofArea(STREET)).toEqual([changed])
  })

  test('on another port leads it to the sandbox there, and changes nothing else', async () => {
    const { start, robot, urlOf } = await seeded()
    const { sealedUrl: _, target: __, ...before } = await robot()
    await start('http://127.0.0.1:4000')
    const after = await robot()
    expect(urlOf(after)).toMatch(/^http:\/\/127\.0\.0\.1:4000\/sandbox\/robot\/wecom-/)
    expect(after).toMatchObject({ ...before, version: 1, changes: [{ by: 'seed', what: 'url' }] })
  })

  test('leaves alone the address that somebody gave it', async () => {
    const { start, endpoints, robot } = await seeded()
    const own = await robot()
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef'
    const sealedUrl = seal(url, placeOf(own.id, 'url'), SOME_KEYS)
    const change = { at: at('2026-11-23 09:00'), by: 'admin-1', what: 'secret' }
    const changed = await endpoints.change(own, { sealedUrl }, change)
    await start('http://127.0.0.1:4000')
    expect(await robot()).toEqual(changed)
  })
})
