import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FunctionSpec } from './functions.ts'

export type Invoke = (event: unknown) => Promise<unknown>
type Handler = (event: unknown, context: Context) => Promise<unknown>
type Context = ReturnType<typeof contextOf>

/** The function took longer than it may; on Lambda its process would be stopped here. */
export class TimedOut extends Error {}

/**
 * Loads a function's bundle, which reads its environment as it does at a cold start. A name that the bundle lacks fails when
 * it is called, as on Lambda; the other functions run.
 */
export function load(spec: FunctionSpec, root: string): Invoke {
  const file = join(root, spec.bundle)
  const module = createRequire(file)(file) as Record<string, Handler | undefined>
  const handler = module[spec.exported]
  return async (event) => {
    if (!handler) throw new Error(`${spec.bundle} exports no ${spec.exported}`)
    const patience = new AbortController()
    const late = sleep(spec.timeoutMs, undefined, { signal: patience.signal }).then(() => {
      throw new TimedOut(`${spec.name} took longer than ${spec.timeoutMs / 1000} s`)
    })
    late.catch(() => undefined) // in time: the waiting is given up
    try {
      return await Promise.race([handler(event, contextOf(spec)), late])
    } finally {
      patience.abort()
    }
  }
}

function contextOf({ name, timeoutMs }: FunctionSpec) {
  const deadline = Date.now() + timeoutMs
  return {
    awsRequestId: randomUUID(),
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name}`,
    memoryLimitInMB: '1024',
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  }
}
