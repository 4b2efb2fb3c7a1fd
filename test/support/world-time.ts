import { type Instant, instant, msOf } from '../../lib/kernel/instant.ts'

type Job = { at: number; order: number; run(): void; isCancelled: boolean }
export type Cancel = () => void

export type VirtualTime = {
  now(): Instant
  ms(): number
  /** Jobs of one moment run in the order they were asked for, so a seed replays exactly. */
  after(ms: number, run: () => void): Cancel
  sleep(ms: number): Promise<void>
  /** When the next job is. */
  next(): number | undefined
  /** Goes to the next job, runs it, and lets everything it woke run until it waits again. */
  step(): Promise<void>
  skipTo(ms: number): void
}

/** A clock that only moves when it is told to: months pass in seconds. */
export function virtualTime(start: Instant): VirtualTime {
  const jobs: Job[] = []
  let [ms, order] = [msOf(start), 0]

  const time: VirtualTime = {
    now: () => instant(ms),
    ms: () => ms,
    after(wait, run) {
      const job = { at: ms + Math.max(0, Math.round(wait)), order: order++, run, isCancelled: false }
      push(jobs, job)
      return () => {
        job.isCancelled = true
      }
    },
    sleep: (wait) => new Promise((done) => time.after(wait, done)),
    next() {
      while (jobs[0]?.isCancelled) pop(jobs)
      return jobs[0]?.at
    },
    async step() {
      if (time.next() === undefined) return
      const job = pop(jobs)!
      ms = job.at
      job.run()
      await settled()
    },
    skipTo(at) {
      ms = Math.max(ms, at)
    },
  }
  return time
}

/**
 * All that a job woke has run until it waits again. What asks at the end of a turn (lib/tables/together.ts) is done in the
 * turn after, and no virtual time may pass before.
 */
async function settled(): Promise<void> {
  await new Promise(setImmediate)
  await new Promise(setImmediate)
}

const isSooner = (a: Job, b: Job) => a.at < b.at || (a.at === b.at && a.order < b.order)

function push(heap: Job[], job: Job): void {
  let index = heap.push(job) - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!isSooner(heap[index]!, heap[parent]!)) return
    swap(heap, index, parent)
    index = parent
  }
}

function pop(heap: Job[]): Job | undefined {
  const [top, last] = [heap[0], heap.pop()]
  if (heap.length === 0 || !last) return top
  heap[0] = last
  for (let index = 0; ; ) {
    const [left, right] = [2 * index + 1, 2 * index + 2]
    let least = index
    if (left < heap.length && isSooner(heap[left]!, heap[least]!)) least = left
    if (right < heap.length && isSooner(heap[right]!, heap[least]!)) least = right
    if (least === index) return top
    swap(heap, index, least)
    index = least
  }
}

function swap(heap: Job[], a: number, b: number): void {
  const kept = heap[a]!
  heap[a] = heap[b]!
  heap[b] = kept
}
