import type { RequestOf, RouteName } from '../../lib/contracts/http.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import type { Code } from '../../lib/grid/route.ts'
import { type Instant, shanghai } from '../../lib/kernel/instant.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { keyRing } from '../../lib/platform/keys.ts'
import type { Log } from '../../lib/platform/log.ts'
import type { Role, Staff } from '../../lib/staff/staff.ts'

/** Only what a test is about is spelled out; these supply the rest. */

export type SubmitForm = RequestOf<'submitReport'>['body']

export function aForm(about: Partial<SubmitForm> = {}): SubmitForm {
  return { category: 'noise', words: '楼下夜里很吵,睡不着', wish: 'reply', ...about } as SubmitForm
}

/** A request as the gateway hands it over once it is parsed. */
export function aRequest<Name extends RouteName>(parts: Partial<RequestOf<Name>>): RequestOf<Name> {
  return { params: undefined, query: undefined, body: undefined, ...parts } as RequestOf<Name>
}

export function aCaller(about: Partial<Caller> = {}): Caller {
  return {
    key: 'a-key-of-a-form',
    language: 'zh',
    requestId: 'a-request',
    cookies: [],
    path: '/',
    address: '',
    header: () => undefined,
    query: new URLSearchParams(),
    form: () => new URLSearchParams(),
    ...about,
  }
}

export function aStaff(id: string, role: Role = 'county_supervisor', area = '371724'): Staff {
  return { id, name: id, account: id, assignments: [{ role, area }] }
}

/** A street of square grids beside one another, three to a community. */
export function someGrids(count: number): Grid[] {
  return Array.from({ length: count }, (_, index) => {
    const community = `371724001${String(Math.floor(index / 3) + 1).padStart(3, '0')}`
    const [west, south] = [116 + (index % 20) * 0.01, 35 + Math.floor(index / 20) * 0.01]
    const [east, north] = [west + 0.01, south + 0.01]
    return {
      id: `${community}${String((index % 3) + 1).padStart(3, '0')}`,
      name: `第${index + 1}网格`,
      community: `社区${Math.floor(index / 3) + 1}`,
      street: '凤凰街道',
      phone: '0530-0000000',
      ring: [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    } as const
  })
}

export function aCode(id: string, { id: gridId, ring }: Grid, about: Partial<Code> = {}): Code {
  const [lng, lat] = ring[0]!
  return {
    id,
    kind: 'building',
    gridId,
    place: `${gridId} 1 号楼`,
    lat,
    lng,
    issuedAt: '2026-01-01',
    ...about,
  }
}

export const SOME_KEYS = keyRing(`k1:${Buffer.alloc(32, 7).toString('base64url')}`)
export const SILENT: Log = { info() {}, warn() {}, error() {} }

/** A wall clock in Shanghai: tests say when, never how many milliseconds. */
export const at = (wallClock: string): Instant => shanghai(wallClock)
