import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE, SECOND } from '../lib/kernel/instant.ts'
import { percentile, type Row } from './row.ts'
import type { Ours, Outcome } from './timer-ours.ts'
import type { Fired, Peer } from './timer-peers.ts'

const COUNT = 10_000
/** Where all are due at once: every one of them is read, put and told of. */
const AT_ONCE = 3_000
/** Between setting the timers and the first of them: setting takes a third of it on a quiet machine. */
const LEAD = { many: 25 * SECOND, few: 12 * SECOND }
/** Received and not done in this time, a message comes again; the deployed queue waits 180 s. */
export const VISIBILITY_SECONDS = 10

const until = (moment: number) => sleep(Math.max(0, moment - Date.now()))
const newId = () => randomBytes(16).toString('hex')
const timersOver = (count: number, ms: number, from: number) =>
  Array.from({ length: count }, (_, n) => ({ id: newId(), due: Math.round(from + (n * ms) / count) }))

const latenessOf = (fired: readonly Fired[]) => fired.map(({ due, at }) => at - due)
const wrongOf = ({ early, lost, double }: Outcome) => early + lost + double
const spelled = ({ early, lost, double }: Outcome) => `ours: ${early} early, ${lost} lost, ${double} double`
const peerWrong = ({ fired }: Peer, count: number) =>
  fired.filter(({ due, at }) => at < due).length + Math.abs(count - new Set(fired.map(({ id }) => id)).size)

/** Ten thousand over a minute, one tick before and one after it, as the schedule has them. */
export async function spread(part: Ours, peers: readonly Peer[]): Promise<Row[]> {
  const all = timersOver(COUNT, MINUTE, Date.now() + LEAD.many)
  await Promise.all([part.add(all), ...peers.map((peer) => peer.add(all))])
  if (Date.now() > all[0]!.due) throw new Error('the timers took longer to set than was left')
  await until(all[0]!.due - 10 * SECOND)
  await part.tick()
  await sleep(MINUTE)
  await part.tick()
  await until(all.at(-1)!.due + 5 * SECOND)
  const outcome = await part.outcome(COUNT)
  const sends = part.sends()
  const note = `${COUNT} over a minute, all at the same time; ${spelled(outcome)}; wrong at the peers: ${peers.map((peer) => `${peer.name} ${peerWrong(peer, COUNT)}`).join(', ')}. Ours counts until the queue has the message about the climb, the peers until their handler begins.`
  const goals: Record<number, number> = { 50: 300, 99: 1_000 }
  const late = [50, 95, 99, 100].map((p): Row => {
    const value = percentile(latenessOf(outcome.fired), p)
    const beside = peers.map((peer) => [peer.name, percentile(latenessOf(peer.fired), p)] as const)
    const goal = goals[p]
    return {
      name: p === 100 ? 'lateness, worst' : `lateness, p${p}`,
      unit: 'ms',
      ours: value,
      peers: Object.fromEntries(beside),
      ratio: value / (beside[0]?.[1] ?? value),
      floor: 0,
      runs: 1,
      wrong: wrongOf(outcome),
      note,
      ...(goal && { goal: `≤ ${goal} ms`, met: value <= goal }),
    }
  })
  for (const peer of peers) peer.fired.length = 0
  return [
    ...late,
    {
      name: 'queue sends per hundred timers',
      unit: '',
      ours: (sends / COUNT) * 100,
      peers: {},
      ratio: (sends / COUNT) * 100,
      floor: 0.2,
      runs: 1,
      goal: '≤ 1',
      met: sends <= COUNT / 100,
      wrong: wrongOf(outcome),
    },
  ]
}

/** Over twelve seconds, the first tick does not happen, every nudge is sent twice, and the consumer is killed at work. */
export async function faulty(part: Ours): Promise<Row[]> {
  const all = timersOver(AT_ONCE, 12 * SECOND, Date.now() + LEAD.few)
  await part.add(all)
  await until(all.at(AT_ONCE / 2)!.due)
  const ticking = part.tickTwice()
  await sleep(3 * SECOND)
  await part.consumer.kill()
  await sleep(SECOND)
  await part.consumer.restart()
  await ticking
  await part.payDebts()
  const outcome = await part.outcome(AT_ONCE)
  const worst = percentile(latenessOf(outcome.fired), 100) / SECOND
  return [
    {
      name: 'early + lost + double under faults',
      unit: `of ${AT_ONCE}`,
      ours: wrongOf(outcome),
      peers: {},
      ratio: 0,
      floor: 0,
      runs: 1,
      goal: '0',
      met: wrongOf(outcome) === 0,
      wrong: wrongOf(outcome),
      note: `a tick left out, every nudge sent twice, the consumer killed while it worked (what it held comes again after ${VISIBILITY_SECONDS} s, what it stored and did not send is paid by the relay after a minute); ${spelled(outcome)}; worst lateness ${worst.toFixed(1)} s`,
    },
  ]
}

/** All due at the same moment: how fast one consumer process acts on them, from the first to the last. */
export async function crowd(part: Ours, peers: readonly Peer[]): Promise<Row[]> {
  const half = Date.now() + LEAD.few
  const all = Array.from({ length: AT_ONCE }, () => ({ id: newId(), due: half }))
  await Promise.all([part.add(all), ...peers.map((peer) => peer.add(all))])
  await until(half - 2 * SECOND)
  await part.tick()
  const outcome = await part.outcome(AT_ONCE)
  const rate = (fired: readonly Fired[]) =>
    (fired.length / (percentile(latenessOf(fired), 100) || 1)) * SECOND
  const beside = peers.map((peer) => [peer.name, rate(peer.fired)] as const)
  const ours = rate(outcome.fired)
  return [
    {
      name: `${AT_ONCE} due at once, acted on`,
      unit: 'a second',
      ours,
      peers: Object.fromEntries(beside),
      ratio: ours / (beside[0]?.[1] ?? ours),
      floor: 0,
      runs: 1,
      goal: '≥ 2,500',
      met: ours >= 2_500,
      wrong: wrongOf(outcome),
      note: `${spelled(outcome)}; wrong at the peers: ${peers.map((peer) => `${peer.name} ${peerWrong(peer, AT_ONCE)}`).join(', ')}. All drain at the same time on this machine. Ours reads the report, decides, stores it with its history and sends; the peers take a job off and do nothing.`,
    },
  ]
}
