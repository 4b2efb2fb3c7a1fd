import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export type Command = {
  name: string
  file: string
  args: string[]
  env?: Record<string, string | undefined>
  /** What it prints goes here. */
  logFile: string
  isReady(): Promise<boolean>
  /** Longest time until it is ready. */
  patienceMs?: number
}

export type Watch = {
  /** It runs, for the first time or again. */
  onStart?(pid: number): void
  /** Given, a child that ends by itself is started again, and this is told why. */
  onEnd?(line: string): void
}

export type Child = {
  readonly pid: number
  /** kill -9, and gone when this returns. Watched with `onEnd`, it comes back by itself. */
  kill(): Promise<void>
  /** Starts it again where it was, with the same command; returns when it is ready. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts a program and returns when it is ready. */
export async function startChild(command: Command, { onStart, onEnd }: Watch = {}): Promise<Child> {
  let isStopping = false
  let current: ChildProcess
  let ended: Promise<void>
  let starting: Promise<void>

  const launch = async () => {
    const child = launched(command)
    current = child
    ended = new Promise((done) => child.once('close', () => done()))
    const failure = new Promise<never>((_, fail) => {
      child.once('error', fail)
      child.once('exit', () => fail(new Error(`${command.name} did not start:\n${lastWords(command)}`)))
    })
    const ready = isUp(command)
    await Promise.race([ready.promise, failure]).finally(ready.giveUp)
    onStart?.(child.pid!)
    if (onEnd) child.once('exit', (code, signal) => void revive(`${command.name} ended (${signal ?? code})`))
  }
  const revive = async (why: string) => {
    for (let pause = 50; !isStopping; pause = Math.min(pause * 2, 5000)) {
      await sleep(pause)
      if (isStopping) return
      starting = launch()
      const problem = await starting.then(() => undefined, (error: Error) => error.message)
      onEnd!(problem ?? `${why}; started again`)
      if (!problem) return
    }
  }

  starting = launch()
  await starting
  return {
    get pid() {
      return current.pid!
    },
    async kill() {
      current.kill('SIGKILL')
      await ended
    },
    async restart() {
      if (isRunning(current)) return
      starting = launch()
      await starting
    },
    async stop() {
      isStopping = true
      await starting.catch(() => undefined)
      if (!isRunning(current)) return
      current.kill('SIGTERM')
      const patience = new AbortController()
      await Promise.race([ended, sleep(8000, undefined, patience).catch(() => undefined)])
      patience.abort()
      if (isRunning(current)) current.kill('SIGKILL')
      await ended
    },
  }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

/**
 * In a process group of its own, so that Ctrl-C reaches only the parent, which stops its children in order. Should the
 * parent be killed, Linux ends the child too (setpriv), and our own programs see their input close.
 */
function launched({ file, args, env, logFile }: Command): ChildProcess {
  const log = openSync(logFile, 'a')
  try {
    const [program, ...rest] = [...diesWithParent(), file, ...args]
    return spawn(program!, rest, { stdio: ['pipe', log, log], detached: true, ...(env && { env }) })
  } finally {
    closeSync(log)
  }
}

let guard: string[] | undefined
function diesWithParent(): string[] {
  const setpriv = ['setpriv', '--pdeathsig', 'KILL', '--']
  guard ??= spawnSync(setpriv[0]!, [...setpriv.slice(1), 'true']).status === 0 ? setpriv : []
  return guard
}

function isUp({ name, isReady, patienceMs = 20_000 }: Command) {
  let isWanted = true
  const promise = (async () => {
    const deadline = Date.now() + patienceMs
    while (isWanted && !(await isReady().catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`${name} did not answer within ${patienceMs / 1000} s`)
      await sleep(10)
    }
  })()
  return {
    promise,
    giveUp: () => {
      isWanted = false
    },
  }
}

function lastWords({ logFile }: Command): string {
  return readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n').trim()
}
