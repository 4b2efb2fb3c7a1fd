import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export type Command = {
  name: string
  file: string
  args: string[]
  env?: Record<string, string | undefined>
  /** What it prints goes here. */
  logFile: string
  isReady(): Promise<boolean>
}

const PATIENCE_MS = 30_000

/** Starts a program and waits until it is ready; one that ends before is reported with its last words. */
export async function launch(command: Command): Promise<ChildProcess> {
  const child = spawned(command)
  const failure = new Promise<never>((_, fail) => {
    child.once('error', fail)
    child.once('exit', () => fail(new Error(`${command.name} did not start:\n${lastWords(command)}`)))
  })
  const waiting = new AbortController()
  try {
    await Promise.race([untilReady(command, waiting.signal), failure])
    return child
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    waiting.abort()
  }
}

/**
 * In a process group of its own, so that Ctrl-C reaches only the parent, which stops its children in order. Should the
 * parent be killed, Linux ends the child too (setpriv), and our own programs see their input close.
 */
function spawned({ file, args, env, logFile }: Command): ChildProcess {
  const log = openLog(logFile)
  try {
    const [program, ...rest] = [...diesWithParent(), file, ...args]
    return spawn(program!, rest, { stdio: ['pipe', log, log], detached: true, ...(env && { env }) })
  } finally {
    closeSync(log)
  }
}

const LARGEST_LOG = 20 * 1024 * 1024

/** A log that has grown large makes room when its program starts; one older is kept. */
function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > LARGEST_LOG) renameSync(file, `${file}.old`)
  return openSync(file, 'a')
}

const SETPRIV = ['setpriv', '--pdeathsig', 'KILL', '--']
let guard: string[] | undefined

function diesWithParent(): string[] {
  guard ??= spawnSync(SETPRIV[0]!, [...SETPRIV.slice(1), 'true']).status === 0 ? SETPRIV : []
  return guard
}

async function untilReady({ name, isReady }: Command, waiting: AbortSignal): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (!waiting.aborted && !(await isReady().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${name} did not answer within ${PATIENCE_MS / 1000} s`)
    await sleep(10)
  }
}

function lastWords({ logFile }: Command): string {
  return readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n').trim()
}
