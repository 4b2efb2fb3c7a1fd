import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { QUEUES, type QueueName, queueEnv, type TableName, tableEnv } from '../../lib/stack/stack.ts'

/** What a command works with. `say` prints a line; `now` is asked once, so that all ages are of one moment. */
export type Ops = {
  db: DynamoDBClient
  sqs: SQSClient
  env: Record<string, string | undefined>
  now: number
  say(line: string): void
}

export type Command = {
  /** `ops dlq redrive [--queue Q]`, and a line about what for. */
  usage: string
  about: string
  run(args: string[], ops: Ops): Promise<void>
}

/** The stack on this machine if one was started here, else whatever the shell's environment names. */
export function environment(): Record<string, string | undefined> {
  const file = join(process.cwd(), '.data/env.json')
  const isOnAws = process.env.REPORTS_TABLE !== undefined
  if (isOnAws || !existsSync(file)) return process.env
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
}

/** Reads AWS_… from the environment, which for the stack on this machine says where its engines listen. */
export function clientsFor(env: Record<string, string | undefined>): Pick<Ops, 'db' | 'sqs'> {
  Object.assign(process.env, env)
  return { db: new DynamoDBClient({ maxAttempts: 2 }), sqs: new SQSClient({ maxAttempts: 2 }) }
}

/** The name of a table where the stack runs. */
export function tableIn(env: Ops['env'], name: TableName): string {
  const table = env[tableEnv(name)]
  if (!table)
    throw new Error(`${tableEnv(name)} is not set: start the stack (npm start) or name the tables of AWS`)
  return table
}

/** `--queue` as given, or all of them. */
export function queuesNamed(name: string | undefined): QueueName[] {
  const all = Object.keys(QUEUES) as QueueName[]
  if (name === undefined) return all
  const one = all.find((queue) => queue === name)
  if (!one) throw new Error(`--queue ${name}? ${all.join(' | ')}`)
  return [one]
}

/** A queue and its dead-letter queue, which has the same address with `-dead` behind. */
export function addressesOf(name: QueueName, env: Ops['env']): { url: string; dead: string } {
  const url = env[queueEnv(name)]
  if (!url)
    throw new Error(`${queueEnv(name)} is not set: start the stack (npm start) or name the queues of AWS`)
  return { url, dead: `${url}-dead` }
}
