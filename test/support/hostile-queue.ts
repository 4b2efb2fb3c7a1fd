import type { SendMessageBatchCommand, SendMessageBatchCommandOutput } from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { SECOND } from '../../lib/kernel/instant.ts'
import type { Queue } from '../../lib/stack/stack.ts'
import type { Ending, Run, Runs } from './world-runs.ts'
import type { VirtualTime } from './world-time.ts'
import { CALM, type Chance, LONGEST_DELAY, type Tally, type Weather } from './world-weather.ts'

type Held = { id: string; body: string; visibleAt: number; receives: number; receipt: number }
export type Consume = (run: Run) => (event: SQSEvent) => Promise<SQSBatchResponse>

export type HostileQueue = {
  /** What `publishTo` has the SDK do. Who is spared is heard this time. */
  send(command: SendMessageBatchCommand, isSpared: boolean): Promise<SendMessageBatchCommandOutput>
  /** Puts a body in without any mischief: poison, or what an operator drives again. */
  put(body: string): void
  /** Everything waiting or in flight is gone, as when the queue's disk is. */
  wipe(): number
  /** What has used up its attempts. */
  dead(): string[]
  /** Takes everything out of the dead-letter queue and sends it again. */
  redrive(): number
  size(): number
  /** Every body that was ever accepted. */
  sent(): string[]
}

type Setting = {
  time: VirtualTime
  chance: Chance
  tally: Tally
  runs: Runs
  weather(): Weather
  isDown(): boolean
}

/** A message near its last attempt is spared, so that only what can never be done ends among the dead letters. */
const SPARED_FROM = 3

/**
 * A standard queue at its worst: it loses, repeats, delays and reorders, refuses sends or does them without saying so,
 * and forgets deletes. What it keeps of its promises is what SQS promises: visibility, attempts, dead letters.
 */
export function hostileQueue(
  { attempts, batch, timeoutSeconds, concurrency }: Queue,
  consume: Consume,
  { time, chance, tally, runs, weather, isDown }: Setting,
): HostileQueue {
  let held: Held[] = []
  let dead: string[] = []
  const sent: string[] = []
  let [running, lastId, isPolling] = [0, 0, false]
  const visibility = timeoutSeconds * 6 * SECOND

  const put = (body: string, delay = 0) => {
    held.push({ id: `m${lastId++}`, body, visibleAt: time.ms() + delay, receives: 0, receipt: 0 })
    time.after(delay, poke)
  }

  const accept = (body: string, delaySeconds = 0) => {
    const { lost, twice, delayed } = weather().message
    sent.push(body)
    const delay = () =>
      delaySeconds * SECOND + (mishap('delayed', delayed) ? chance.between(0, LONGEST_DELAY) : 0)
    if (!mishap('lost', lost)) put(body, delay())
    if (mishap('twice', twice)) put(body, delay() + chance.between(0, LONGEST_DELAY))
  }

  const mishap = (what: string, likely: number) => {
    const isSo = chance.isUp(likely)
    if (isSo) tally.count(`message ${what}`)
    return isSo
  }

  const poke = () => {
    if (isPolling) return
    isPolling = true
    time.after(chance.between(1, 200), poll)
  }

  const poll = () => {
    isPolling = false
    if (isDown()) return void time.after(5 * SECOND, poke)
    if (running >= concurrency) return
    const visible = chance.shuffled(held.filter(({ visibleAt }) => visibleAt <= time.ms()))
    const worn = visible.filter(({ receives }) => receives >= attempts)
    dead.push(...worn.map(({ body }) => body))
    held = held.filter((message) => !worn.includes(message))
    const taken = visible.filter((message) => !worn.includes(message)).slice(0, batch)
    if (taken.length === 0) return
    for (const message of taken) {
      message.receives++
      message.receipt++
      message.visibleAt = time.ms() + visibility
      time.after(visibility, poke)
    }
    void work(taken.map((message) => ({ ...message })))
    poke()
  }

  const work = async (taken: Held[]) => {
    running++
    const isSpared = Math.max(...taken.map(({ receives }) => receives)) >= SPARED_FROM
    const event = { Records: taken.map(recordOf) }
    finish(taken, await runs.start(timeoutSeconds * SECOND, isSpared, async (run) => consume(run)(event)))
  }

  const finish = (taken: Held[], ending: Ending<SQSBatchResponse>) => {
    running--
    poke()
    if (ending.how !== 'done') return
    const failed = new Set(ending.value.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
    const { deleteLost } = weather().message
    const done = taken.filter(
      ({ id, receives }) => !failed.has(id) && (receives >= SPARED_FROM || !mishap('deleteLost', deleteLost)),
    )
    // A receipt from before the message was handed out again no longer deletes it.
    held = held.filter(
      (message) => !done.some(({ id, receipt }) => id === message.id && receipt === message.receipt),
    )
  }

  return {
    put,
    async send({ input: { Entries = [] } }, isSpared) {
      const { refused, partly, answerLost } = isSpared ? CALM.send : weather().send
      if (isDown() || mishap('refused', refused)) throw new Error('the queue refused')
      const count = mishap('partly', partly) ? Math.floor(chance.between(0, Entries.length)) : Entries.length
      for (const { MessageBody, DelaySeconds } of Entries.slice(0, count)) accept(MessageBody!, DelaySeconds)
      if (mishap('answerLost', answerLost)) throw new Error('the answer was lost')
      const Failed = Entries.slice(count).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }))
      return { Successful: [], Failed, $metadata: {} }
    },
    wipe() {
      const lost = held.length
      held = []
      return lost
    },
    dead: () => [...dead],
    redrive() {
      const again = dead
      dead = []
      for (const body of again) put(body)
      return again.length
    },
    size: () => held.length,
    sent: () => [...sent],
  }
}

const recordOf = ({ id, body }: Held) => ({ messageId: id, body }) as SQSRecord
