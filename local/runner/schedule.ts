import { randomUUID } from 'node:crypto'
import type { Invoke } from './invoke.ts'

const MINUTE = 60_000

export type Scheduled = { name: string; minutes: number; invoke: Invoke }

/** `rate(1 minute)`, `rate(5 minutes)`: the only kind of schedule the stack uses. */
export function minutesOf(schedule: string): number {
  const minutes = /^rate\((\d+) minutes?\)$/.exec(schedule)?.[1]
  if (!minutes) throw new Error(`a schedule in minutes is expected, not ${schedule}`)
  return Number(minutes)
}

/** Runs at the start, for what fell due while nothing ran, and then on the minute. A run that fails has the next one. */
export function startSchedule(
  all: readonly Scheduled[],
  onError: (where: string, error: unknown) => void,
): { stop(): Promise<void> } {
  const running = new Set<Promise<unknown>>()
  let timer: NodeJS.Timeout

  const run = ({ name, invoke }: Scheduled) => {
    const work = invoke(scheduleEvent(name))
      .catch((error: unknown) => onError(`schedule ${name}`, error))
      .finally(() => running.delete(work))
    running.add(work)
  }
  const wait = () => {
    timer = setTimeout(onTheMinute, MINUTE - (Date.now() % MINUTE))
  }
  const onTheMinute = () => {
    const minute = Math.round(Date.now() / MINUTE)
    for (const one of all) if (minute % one.minutes === 0) run(one)
    wait()
  }

  for (const one of all) run(one)
  wait()
  return {
    async stop() {
      clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

const scheduleEvent = (name: string) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '000000000000',
  time: new Date().toISOString(),
  region: 'local',
  resources: [`arn:aws:events:local:000000000000:rule/${name}`],
  detail: {},
})
