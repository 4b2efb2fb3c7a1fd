import type { Grid } from '../../lib/grid/directory.ts'
import { shanghai } from '../../lib/kernel/instant.ts'
import { keyRing, sha256, signToken } from '../../lib/platform/keys.ts'
import { aCode, aStaff, someGrids } from './builders.ts'
import { withEngines } from './engines.ts'
import { environmentOf } from './given-environment.ts'
import { openStack, type Stack } from './given-stack.ts'
import type { Asked } from './http-event.ts'

const grids = someGrids(6)
/** Two of one community, where Ann works; Bob works in the community next to it. */
export const [GRID, NEXT_GRID] = grids as [Grid, Grid]
const communityOf = ({ id }: Grid) => id.slice(0, 12)

export const CODE_RING = keyRing(environmentOf('intake').CODE_KEYS!)
export const TOKEN = signToken('phoenix1', CODE_RING)
export const FORM = {
  category: 'parking',
  words: '门口一直有车挡着,出不去',
  contact: { phone: '13800000000' },
}

export const inside = ({ ring }: Grid) =>
  ({ lng: ring[0]![0] + 0.004, lat: ring[0]![1] + 0.003, datum: 'wgs84' }) as const
const keyOf = (name: string) => `form-of-${name}`
export const idOf = (name: string) => sha256(`report.${keyOf(name)}`).slice(0, 32)

/** county, inspector, admin. */
const nameOf = (role: string) => role.replace('county_supervisor', 'county').replace('county_', '')

/** A small county on the real engines: every test begins on that Monday morning, with everybody signed in. */
export function withCounty() {
  const engines = withEngines()
  let stack: Stack
  beforeAll(async () => {
    stack = openStack(engines())
    await stack.put('grids', ...grids.map((grid) => ({ county: '371724', ...grid })))
    await stack.put('codes', aCode('phoenix1', GRID), aCode('gone', GRID, { revokedAt: '2026-02-01' }))
    const [ann, bob] = [GRID, grids[3]!].map(communityOf)
    const county = ['county_supervisor', 'county_inspector', 'admin'] as const
    await stack.put('staff', aStaff('ann', 'community_worker', ann), aStaff('bob', 'community_worker', bob))
    for (const role of county) await stack.put('staff', aStaff(nameOf(role), role))
    const evening = shanghai('2026-03-02 17:00')
    const session = { createdAt: shanghai('2026-03-02 08:30'), idleUntil: evening, endsAt: evening }
    for (const staffId of ['ann', 'bob', ...county.map(nameOf)])
      await stack.put('sessions', { id: sha256(`secret of ${staffId}`), staffId, ...session })
  })
  beforeEach(() => stack.at('2026-03-02 09:00'))

  const submit = (name: string, form: object = {}, { headers, ...from }: Asked = {}) =>
    stack.ask('submitReport', {
      ...from,
      headers: { 'Idempotency-Key': keyOf(name), ...headers },
      body: { ...FORM, token: TOKEN, ...form },
    })
  return {
    stack: () => stack,
    engines,
    objects: () => engines().env.AWS_ENDPOINT_URL_S3!,
    submit,
    stored: async (name: string) => (await stack.reports.find(idOf(name)))!,
    /** A report that has been sent and routed, and everybody has been told. */
    async routed(name: string, form: object = {}): Promise<{ number: string; pin: string }> {
      const { body } = await submit(name, form)
      await stack.deliver('routing')
      await stack.deliver('alerts')
      return body
    },
  }
}
