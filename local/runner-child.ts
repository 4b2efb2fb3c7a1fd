import { join } from 'node:path'
import type { Environment } from './environment.ts'
import { type Child, startChild, type Watch } from './process/child.ts'
import { LOOPBACK } from './process/ports.ts'

export type RunnerChildOptions = Watch & {
  env: Environment
  port: number
  dataDir: string
  deletesExpired?: boolean
}

/** The functions in a process of their own: it may be killed and started again without anybody else noticing much. */
export function startRunnerChild({
  env,
  port,
  dataDir,
  deletesExpired,
  ...watch
}: RunnerChildOptions): Promise<Child> {
  const command = {
    name: 'runner',
    file: process.execPath,
    args: [
      ...['--disable-warning=ExperimentalWarning', join(process.cwd(), 'local/runner-main.ts')],
      ...[String(port), join(dataDir, 'sandbox.jsonl'), ...(deletesExpired ? ['--delete-expired'] : [])],
    ],
    env,
    logFile: join(dataDir, 'functions.log'),
    // Any answer will do: whether the tables answer too is another question, and not this process's fault.
    isReady: async () => {
      await (await fetch(`http://${LOOPBACK}:${port}/sandbox/messages.json`)).arrayBuffer()
      return true
    },
  }
  return startChild(command, watch)
}
