import { calendar } from '../../lib/calendar/calendar.ts'
import { YEARS } from '../../lib/calendar/years.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import type { Grid } from '../../lib/grid/directory.ts'
import { HOUR, type Instant, msOf } from '../../lib/kernel/instant.ts'
import type { FindRungs } from '../../lib/platform/rungs.ts'
import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'
import { drillPolicy, type Policy } from '../../lib/sla/policy.ts'
import type { Endpoint } from '../../lib/tables/endpoints.ts'
import { aCode, someGrids } from './builders.ts'

/** What does not change in a world: its grids, codes, calendar, clocks and groups. */

export const GRIDS: Grid[] = someGrids(240)
export const CODES = new Map(
  [
    aCode('c-good', GRIDS[4]!),
    aCode('c-revoked', GRIDS[5]!, { revokedAt: '2026-01-05' }),
    aCode('c-shop', GRIDS[77]!),
  ].map((code) => [code.id, code]),
)
export const CALENDAR = calendar(YEARS)
const DRILL = drillPolicy('drill-1', DEFAULT_POLICY.effectiveAt, 7, 95)
export const POLICIES = new Map([DEFAULT_POLICY, DRILL].map((policy) => [policy.version, policy]))

/** Every third quarter of a day is a drill: reports of both kinds run beside one another. */
export const policyAt = async (now: Instant): Promise<Policy> =>
  Math.floor(msOf(now) / (6 * HOUR)) % 3 === 0 ? DRILL : DEFAULT_POLICY
export const policyOf = async (version: string): Promise<Policy> => POLICIES.get(version)!

/** The county hears of every report; each grid's own group hears the campaigns. */
export const listening = (area: string): Endpoint[] => [
  {
    id: `group-of-${area}`,
    area,
    name: '工作群',
    kind: 'wecom',
    target: '…',
    sealedUrl: '…',
    events: area === COUNTY ? ['case.*'] : ['campaign.sent'],
    status: 'active',
  },
]

/** Every rung has its posts; that of every other community is vacant, and its alerts go on to the street. */
export const rungsHere: FindRungs = async (area) => ({
  ...(area !== COUNTY && {
    grid: [
      { role: 'aux_police', staffId: `officer-${area}` },
      { role: 'community_worker', staffId: `worker-${area}` },
    ],
    community:
      Number(area.slice(-1)) % 2 === 0 ? [] : [{ role: 'community_secretary', staffId: 'secretary' }],
    street: [
      { role: 'street_coordinator', staffId: 'coordinator' },
      { role: 'station_chief', staffId: 'chief' },
    ],
  }),
  county: [{ role: 'county_supervisor', staffId: 'supervisor' }],
})

/** Only the county's group sleeps at night: what is red must wake it. */
export const asleepAtNight = (endpoint: Endpoint): Endpoint =>
  endpoint.area === COUNTY ? { ...endpoint, quiet: { from: '22:00', until: '07:00' } } : endpoint
