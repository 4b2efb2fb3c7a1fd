import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.ts'
import { formUrl } from './front-door.ts'
import { freePort } from './process/ports.ts'
import { signIn } from './sign-in.ts'
import { startStack } from './stack.ts'

/** What a browser test is given: where the pages are, and the two things it should not have to click through each time. */
export type TestStack = {
  baseUrl: string
  qrUrl: string
  /** A session's cookie in the shape Playwright's `addCookies` takes. */
  signIn(account: string): Promise<{ name: string; value: string; url: string; secure: boolean }[]>
  /** As an operator would, on the command line: `npm run ops -- <args>`. */
  ops(...args: string[]): void
  sendReport(words?: string): Promise<{ number: string; pin: string }>
}

/** A stack of its own with the demo county, in a folder that is gone afterwards. */
export async function withStack(run: (stack: TestStack) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fenghuang-e2e-'))
  const stack = await startStack({ dataDir, port: await freePort(), built: build() })
  const { baseUrl, env } = stack
  const qrUrl = formUrl(baseUrl, env.CODE_KEYS!)
  try {
    await run({
      baseUrl,
      qrUrl,
      async signIn(account) {
        const [name, value] = (await signIn(baseUrl, account)).split('=') as [string, string]
        return [{ name, value, url: baseUrl, secure: true }]
      },
      ops(...args) {
        const { status, stderr } = spawnSync(process.execPath, ['local/ops/main.ts', ...args], {
          env: { ...process.env, ...env },
          encoding: 'utf8',
        })
        if (status !== 0) throw new Error(stderr)
      },
      async sendReport(words = '两户邻居为楼下车位吵起来了,几天都没停。') {
        const answer = await fetch(new URL('/api/reports', baseUrl), {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify({ token: qrUrl.split('/q/')[1], category: 'parking', words }),
        })
        if (answer.status !== 201) throw new Error(`the report was answered ${answer.status}`)
        return (await answer.json()) as { number: string; pin: string }
      },
    })
  } finally {
    await stack.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
