import { join } from 'node:path'
import type { Command } from '../process/launch.ts'
import { LOOPBACK } from '../process/ports.ts'

/** Whoever is on this machine may know it: it keeps a presigned address from being edited, and nothing else. */
export const SECRET_KEY = 'local'
export const FAUXQS = 'fauxqs 2.4.1'

/** SQS (and S3) on this machine, started by our own launcher: why is said there. */
export function fauxqs(dataDir: string, port: number): Command {
  const launcher = join(process.cwd(), 'local/engines/fauxqs-main.ts')
  return {
    name: 'fauxqs',
    file: process.execPath,
    args: [
      '--disable-warning=ExperimentalWarning',
      launcher,
      String(port),
      join(dataDir, 'queues'),
      SECRET_KEY,
    ],
    logFile: join(dataDir, 'fauxqs.log'),
    isReady: async () => {
      const answer = await fetch(`http://${LOOPBACK}:${port}/health`)
      await answer.arrayBuffer()
      return answer.ok
    },
  }
}
