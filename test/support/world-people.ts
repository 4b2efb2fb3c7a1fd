import { submitReport } from '../../functions/intake/submit-report.ts'
import { moveCampaign } from '../../functions/publicity/move-campaign.ts'
import { planCampaign } from '../../functions/publicity/plan-campaign.ts'
import type { CampaignMove } from '../../lib/campaign/campaign.ts'
import { DAY, HOUR, type Instant, later, MINUTE, msOf, SECOND } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { sha256, signToken } from '../../lib/platform/keys.ts'
import { ORDINARY_CATEGORIES } from '../../lib/report/categories.ts'
import { make, openTo } from '../../lib/report/decide.ts'
import type { Move } from '../../lib/report/moves.ts'
import type { Report } from '../../lib/report/report.ts'
import { LEVELS } from '../../lib/sla/policy.ts'
import type { Stored } from '../../lib/tables/aggregate.ts'
import { aCaller, aForm, aRequest, aStaff, SOME_KEYS, type SubmitForm } from './builders.ts'
import type { World } from './world.ts'
import { CODES, GRIDS, policyAt, policyOf } from './world-county.ts'
import type { Ending } from './world-runs.ts'
import type { Access } from './world-services.ts'
import type { VirtualTime } from './world-time.ts'
import type { Chance } from './world-weather.ts'

/** What people were told: the promises that a world is held to at its end. */
export type Told = {
  /** Every answer to a resident, by the key of the form. */
  accepted: Map<string, { number: string; receivedAt: Instant }[]>
  /** Every move that was answered with its version. */
  moved: { id: string; seq: number; move: string; actor: string }[]
  /** Where each campaign was meant to end. */
  campaigns: Map<string, 'sent' | 'held' | 'cancelled'>
}

export const toldNothing = (): Told => ({
  accepted: new Map(),
  moved: [],
  campaigns: new Map(),
})

export const reportIdOf = (key: string) => sha256(`report.${key}`).slice(0, 32)

/** Sends the form until it is answered, sometimes twice at once, and 15 % send it again when all is done. */
export async function resident(world: World, told: Told, key: string): Promise<void> {
  const { chance, time } = world
  const form = formOf(world)
  const send = async () => {
    const sent = await world.request('submitReport', (access) =>
      submitReport({
        ledger: access.ledgerOfReports,
        policyAt,
        places: async () => undefined,
        calendar: access.calendar,
        now: access.now,
        codeKeys: SOME_KEYS,
        pinKeys: SOME_KEYS,
        dataKeys: SOME_KEYS,
        take: async () => [],
        settle: async () => {},
        admit: async () => [],
      })(aRequest<'submitReport'>({ body: form }), aCaller({ key })),
    )
    if (sent.how !== 'done') return false
    const { number, receivedAt } = sent.value
    told.accepted.set(key, [...(told.accepted.get(key) ?? []), { number, receivedAt }])
    return true
  }
  if (chance.isUp(0.05)) void send()
  for (let wait = SECOND; !(await send()); wait = Math.min(wait * 3, HOUR)) await time.sleep(wait)
  while (chance.isUp(0.15)) {
    await time.sleep(chance.between(SECOND, 3 * DAY))
    await send()
  }
}

function formOf({ chance }: World): SubmitForm {
  const codeId = chance.pick([...CODES.keys(), 'c-unknown'])
  const clue = chance.pick(['code', 'forged', 'point', 'outside', 'none'] as const)
  const [lng, lat] = chance.pick(GRIDS).ring[0]!
  return aForm({
    category: chance.pick(ORDINARY_CATEGORIES),
    ...(clue === 'code' && { token: signToken(codeId, SOME_KEYS) }),
    ...(clue === 'forged' && { token: '1.k1.c-good.not-its-mark' }),
    ...(clue === 'point' && { point: { lat: lat + 0.005, lng: lng + 0.005, datum: 'wgs84' as const } }),
    ...(clue === 'outside' && { point: { lat: 39.9, lng: 116.4, datum: 'wgs84' as const } }),
  })
}

/** Looks at a report, thinks, and makes one of the moves that were open then; refused when somebody was faster. */
export async function clerk(world: World, told: Told, id: string, actor: string): Promise<void> {
  const { chance, time } = world
  for (let moves = Math.ceil(chance.between(0, 6)); moves > 0; moves--) {
    await time.sleep(chance.between(MINUTE, chance.pick([10 * MINUTE, 8 * HOUR, 3 * DAY])))
    const seen = await world.request('readReport', ({ reports }) => reports.find(id))
    if (seen.how !== 'done' || !seen.value) continue
    const found = seen.value
    await time.sleep(chance.between(0, 3 * MINUTE))
    const pressing = chance.isUp(0.25) ? [actor, `${actor}-colleague`] : [actor]
    await Promise.all(pressing.map((who) => press(world, told, found, who)))
  }
}

/** Somebody who goes their way step by step, and tries each again until it is done or no longer open. */
export async function walker(
  world: World,
  told: Told,
  id: string,
  actor: string,
  steps: readonly Move[],
): Promise<void> {
  const { chance, time } = world
  for (const step of steps) {
    for (let tries = 0; tries < 5; tries++) {
      await time.sleep(step === 'continue' ? chance.between(DAY, 3 * DAY) : chance.between(MINUTE, 5 * HOUR))
      const seen = await world.request('readReport', ({ reports }) => reports.find(id))
      if (seen.how === 'done' && seen.value && (await press(world, told, seen.value, actor, step))) break
    }
  }
}

/** One button that was open on what was seen, or a certain one; of two who press at once one is refused. */
async function press(
  world: World,
  told: Told,
  { value, version }: Stored<Report>,
  actor: string,
  step?: Move,
): Promise<boolean> {
  const { chance, time } = world
  const { id, policy } = value
  const mover = !step && chance.isUp(0.2) ? ('resident' as const) : ('staff' as const)
  const open = openTo(value, mover, time.now(), { policy: await policyOf(policy) }, LEVELS)
  if (open.length === 0 || (step && !open.includes(step))) return false
  const order = {
    move: step ?? chance.pick(open),
    mover,
    levels: LEVELS,
    gridId: chance.pick(GRIDS).id,
    until: later(time.now(), step ? 4 * DAY : chance.between(0, 3 * DAY)),
    days: 1,
    as: { class: step ? ('dispute_red' as const) : ('dispute_orange' as const) },
  }
  const made = await world.request('moveReport', ({ ledgerOfReports, calendar }) =>
    ledgerOfReports.change(id, { id: actor, actor, role: mover }, async (report, now, current) => {
      if (current !== version) throw new Problem('changed-meanwhile')
      return make(report!, order, now, { policy: await policyOf(policy), calendar: await calendar() })
    }),
  )
  if (made.how !== 'done' || !made.value) return false
  told.moved.push({ id, seq: made.value.version, move: order.move, actor })
  return true
}

/** All that a person of the staff needs of a world, simulated or real. */
export type Asking = {
  chance: Chance
  time: Pick<VirtualTime, 'now' | 'ms' | 'sleep'>
  request<T>(
    who: string,
    work: (access: Pick<Access, 'campaigns' | 'ledgerOfCampaigns'>) => Promise<T>,
  ): Promise<Ending<T>>
}

const [AUTHOR, APPROVER] = [aStaff('staff-who-writes'), aStaff('staff-who-approves')]
export const campaignIdOf = (key: string) => sha256(`campaign.${AUTHOR.id}.${key}`).slice(0, 32)

/** Plans, has it approved and schedules it, trying each step until it is done; some are held back, some cancelled. */
export async function planner(
  world: Asking,
  told: Told,
  key: string,
  [soonest, latest]: readonly [number, number] = [6 * HOUR, 4 * DAY],
): Promise<void> {
  const { chance, time } = world
  const fate = chance.pick(['sent', 'sent', 'sent', 'held', 'cancelled'] as const)
  const slot = later(time.now(), chance.between(soonest, latest))
  const grids = [chance.pick(['371724', '371724001', chance.pick(GRIDS).id.slice(0, 12)])]
  const caller = aCaller({ key, requestId: key })
  const insist = async (
    isDone: (access: Pick<Access, 'campaigns' | 'ledgerOfCampaigns'>) => Promise<boolean>,
  ) => {
    for (;;) {
      const tried = await world.request('moveCampaign', isDone)
      if (tried.how === 'done' && tried.value) return
      await time.sleep(chance.between(5 * SECOND, 5 * MINUTE))
    }
  }
  const id = campaignIdOf(key)
  const step = (move: CampaignMove, staff = AUTHOR) =>
    insist(async ({ campaigns, ledgerOfCampaigns: ledger }) => {
      const found = (await campaigns.find(id))!
      const isOver = ['running', 'done', 'cancelled'].includes(found.value.status)
      if (isOver || found.version > BEFORE[move]) return true
      const body = { move, version: found.version }
      await moveCampaign({ ledger })(aRequest<'moveCampaign'>({ params: { id }, body }), staff, caller)
      return true
    })

  await insist(async ({ ledgerOfCampaigns: ledger }) => {
    const body = { title: '防诈骗提醒', text: '不轻信、不透露、不转账', grids, at: slot }
    const request = aRequest<'planCampaign'>({ body })
    await planCampaign({ ledger, allGrids: async () => GRIDS })(request, AUTHOR, caller)
    return true
  })
  told.campaigns.set(id, fate)
  await step('submit')
  if (fate === 'held') return
  await step('approve', APPROVER)
  await step('schedule')
  if (fate === 'cancelled') {
    // Just as its slot comes: whoever is first, it is sent to all or to nobody.
    await time.sleep(msOf(slot) - time.ms() + chance.between(-2 * MINUTE, 2 * MINUTE))
    await step('cancel')
  }
}

/** The version at which each step is still to be made: a campaign is planned, submitted, approved, scheduled in turn. */
const BEFORE: Record<CampaignMove, number> = { submit: 1, approve: 2, schedule: 3, cancel: Infinity }
