import { listIdentities, mapIdentity } from '../../functions/alerts/map-identity.ts'
import { setCallback } from '../../functions/alerts/set-callback.ts'
import { placeOf } from '../../functions/alerts/sign.ts'
import type { RequestOf } from '../../lib/contracts/http.ts'
import { Conflict } from '../../lib/kernel/problem.ts'
import { open } from '../../lib/platform/keys.ts'
import type { Staff } from '../../lib/staff/staff.ts'
import type { Endpoint, EndpointPatch } from '../../lib/tables/endpoints.ts'
import type { Identity } from '../../lib/tables/identities.ts'
import { aStaff, at, SOME_KEYS } from '../support/builders.ts'
import { refusalOf } from '../support/given.ts'

const STREET = '371724001'
const admin = aStaff('admin', 'admin', STREET)
const PEOPLE: Record<string, Staff> = {
  ann: aStaff('ann', 'community_worker', '371724001005'),
  chief: aStaff('chief', 'county_supervisor', '371724'),
  bob: aStaff('bob', 'community_worker', '371724002001'),
}

function room() {
  const rows = new Map<string, Identity>()
  const endpoint = { area: STREET, id: 'e1', kind: 'dingtalk' } as Endpoint
  const sealed: string[] = []
  const deps = {
    endpoints: {
      find: async (area: string, id: string) => (area === STREET && id === 'e1' ? endpoint : undefined),
      async change(changed: Endpoint, { sealedCallback }: EndpointPatch) {
        sealed.push(sealedCallback!)
        return changed
      },
    },
    identities: {
      ofEndpoint: async () => [...rows.values()],
      async map(identity: Identity) {
        const other = rows.get(identity.account)
        if (other && other.staffId !== identity.staffId) throw new Conflict()
        rows.set(identity.account, identity)
      },
      unmap: async (_: string, account: string) => void rows.delete(account),
    },
    person: async (id: string) => PEOPLE[id],
    now: () => at('2026-03-02 09:00'),
    dataKeys: SOME_KEYS,
    publicUrl: 'https://fenghuang.example',
  }
  const params = { area: STREET, id: 'e1' }
  const NONE = { query: undefined, body: undefined }
  return {
    sealed,
    map: (account: string, staff?: string, who = admin) =>
      mapIdentity(deps)({ ...NONE, params, body: { account, ...(staff && { staff }) } }, who),
    list: (who = admin) => listIdentities(deps)({ ...NONE, params }, who),
    give: (body: RequestOf<'setCallback'>['body'], who = admin) =>
      setCallback(deps)({ ...NONE, params, body }, who),
  }
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      refusalOf(() => {
        throw error
      }).code,
  )

describe('a chat account', () => {
  test('speaks for the member of staff it was linked to, until it is unlinked', async () => {
    const { map, list } = room()
    const row = { account: 'lijing', staff: 'ann', mappedAt: at('2026-03-02 09:00') }
    expect(await map('lijing', 'ann')).toEqual({ items: [row] })
    expect(await map('lijing', 'ann')).toEqual({ items: [row] })
    expect(await list()).toEqual({ items: [row] })
    expect(await map('lijing')).toEqual({ items: [] })
  })

  test('is one person’s at a time', async () => {
    const { map } = room()
    await map('lijing', 'ann')
    const chief = aStaff('boss', 'admin', '371724')
    expect(await codeOf(map('lijing', 'bob', chief))).toBe('identity-taken')
  })

  test('is lent to nobody whose posts lie beyond the area of whoever links it', async () => {
    const { map } = room()
    expect(await codeOf(map('me', 'chief'))).toBe('not-allowed')
    expect(await codeOf(map('me', 'bob'))).toBe('not-allowed')
    expect(await codeOf(map('me', 'nobody'))).toBe('not-found')
  })

  test('is the business of those who manage the endpoint only', async () => {
    const { map, list, give } = room()
    const worker = PEOPLE.ann!
    expect(await codeOf(map('lijing', 'ann', worker))).toBe('not-allowed')
    expect(await codeOf(list(worker))).toBe('not-allowed')
    expect(await codeOf(give({ kind: 'dingtalk', secret: 's' }, worker))).toBe('not-allowed')
  })
})

describe('the keys of a callback', () => {
  test('are stored under seal and answered to nobody; the address to enter at the vendor is', async () => {
    const { give, sealed } = room()
    const answer = await give({ kind: 'dingtalk', secret: 'SEC0123' })
    expect(answer).toEqual({ url: `https://fenghuang.example/hooks/dingtalk/${STREET}-e1` })
    expect(sealed[0]).not.toContain('SEC0123')
    expect(JSON.parse(open(sealed[0]!, placeOf('e1', 'callback'), SOME_KEYS))).toMatchObject({
      secret: 'SEC0123',
    })
  })

  test('must be those of its own vendor', async () => {
    const { give } = room()
    expect(await codeOf(give({ kind: 'feishu', encryptKey: 'k', token: 't' }))).toBe('form-invalid')
  })
})
