import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'

export type Counts = { writes: number; reads: number; sends: number; calls: Map<string, number> }

/** Makes every client of this process ask the engine for the units each request consumed, and adds them up. */
export function meter() {
  const counts: Counts = { writes: 0, reads: 0, sends: 0, calls: new Map() }
  const [database, queue] = [DynamoDBClient.prototype, SQSClient.prototype] as unknown as {
    send: (command: Command) => Promise<Answer>
  }[]
  const originals = [database!.send, queue!.send]

  database!.send = async function (command) {
    command.input.ReturnConsumedCapacity = 'TOTAL'
    const answer = await originals[0]!.call(this, command)
    const units = [answer.ConsumedCapacity ?? []]
      .flat()
      .reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
    const name = command.constructor.name.replace('Command', '')
    const table = String(command.input.TableName ?? 'several').replace(/^.*-/, '')
    if (/Put|Update/.test(name)) counts.writes += units
    else counts.reads += units
    const call = `${name} ${table}`
    counts.calls.set(call, (counts.calls.get(call) ?? 0) + units)
    return answer
  }
  queue!.send = async function (command) {
    if (command.constructor.name.startsWith('SendMessage')) counts.sends++
    return originals[1]!.call(this, command)
  }
  return {
    counts,
    reset: () => Object.assign(counts, { writes: 0, reads: 0, sends: 0, calls: new Map() }),
    stop() {
      database!.send = originals[0]!
      queue!.send = originals[1]!
    },
  }
}

type Command = { constructor: { name: string }; input: Record<string, unknown> }
type Answer = { ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[] }
