import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, launch } from './launch.ts'

export type Watch = {
  /** It runs, for the first time or again. */
  onStart?(pid: number): void
  /** Given, a child that ends by itself is started again, and this is told. */
  onEnd?(line: string): void
}

export type Child = {
  readonly pid: number
  /** kill -9, and gone when this returns. Watched with `onEnd`, it comes back by itself. */
  kill(): Promise<void>
  /** Returns when it runs again: where it was, by the same command. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const LONGEST_PAUSE = 2000

/** Starts a program, returns when it is ready, and keeps it running if it is watched. */
export async function startChild(command: Command, { onStart, onEnd }: Watch = {}): Promise<Child> {
  let isStopping = false
  let current: ChildProcess

  const begin = async () => {
    current = await launch(command)
    onStart?.(current.pid!)
    if (!onEnd) return
    const again = () => {
      starting = revive(`${command.name} ended (${current.signalCode ?? current.exitCode})`)
    }
    if (isRunning(current)) current.once('exit', again)
    else again()
  }
  const revive = async (why: string) => {
    for (let pause = 50; !isStopping; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      await sleep(pause)
      if (isStopping) return
      const problem = await begin().then(
        () => undefined,
        (error: Error) => error.message,
      )
      onEnd!(problem ?? `${why}; started again`)
      if (!problem) return
    }
  }

  let starting = begin()
  await starting
  return {
    get pid() {
      return current.pid!
    },
    async kill() {
      const gone = end(current)
      current.kill('SIGKILL')
      await gone
    },
    async restart() {
      if (!onEnd && !isRunning(current)) starting = begin()
      await starting
    },
    async stop() {
      isStopping = true
      await starting.catch(() => undefined)
      const gone = end(current)
      current.kill('SIGTERM')
      if (await isWithin(8000, gone)) return
      current.kill('SIGKILL')
      await gone
    },
  }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

const end = (child: ChildProcess) =>
  new Promise<void>((done) => (isRunning(child) ? child.once('exit', () => done()) : done()))

async function isWithin(ms: number, happening: Promise<void>): Promise<boolean> {
  const patience = new AbortController()
  const late = sleep(ms, false, { signal: patience.signal }).catch(() => false)
  return Promise.race([happening.then(() => true), late]).finally(() => patience.abort())
}
