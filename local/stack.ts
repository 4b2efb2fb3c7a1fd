import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoAccounts } from './demo-accounts.ts'
import { type Engines, startEngines } from './engines/engines.ts'
import { type Engine, type Environment, environmentOfShell, sealed, settingsFor } from './environment.ts'
import { keysIn } from './keys.ts'
import { startIdentityProvider } from './oidc/provider.ts'
import type { Child } from './process/child.ts'
import { enroll, takeOver } from './process/leftovers.ts'
import { freePort, isFree, LOOPBACK } from './process/ports.ts'
import { startRunnerChild } from './runner-child.ts'
import { seed } from './seed.ts'

export type StackOptions = {
  dataDir: string
  port: number
  engine?: Engine
  /** Awaited before the functions are loaded; meanwhile the engines start. */
  built?: Promise<void>
  visibilitySeconds?: number
  /** Given, whatever ends is started again, and this is told. */
  onEnd?(line: string): void
}

export type Stack = {
  baseUrl: string
  env: Environment
  /** Not on AWS. */
  engines?: Engines
  runner: Child
  isFirstRun: boolean
  stop(): Promise<void>
}

/** The whole system on this machine: engines, seed, identity provider, functions. Returns when it answers. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, port, engine = 'dynoxide', built, visibilitySeconds, onEnd } = options
  const baseUrl = `http://${LOOPBACK}:${port}`
  const opened: { stop(): Promise<void> }[] = []
  const opening = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    opened.unshift(part)
    return part
  }
  const stop = async () => {
    for (const part of opened.splice(0)) await part.stop()
  }
  try {
    await takeOver(dataDir)
    if (!(await isFree(port))) throw new PortTaken(port)
    const keys = keysIn(dataDir)
    const watch = onEnd && { onEnd }
    const engines =
      engine === 'aws'
        ? undefined
        : opening(
            await startEngines({
              dataDir,
              tables: engine,
              ...watch,
              ...(visibilitySeconds && { visibilitySeconds }),
            }),
          )
    const { isFirst } = engines ? await seed({ ...engines.env, ...keys }, baseUrl) : { isFirst: false }
    const provider = opening(
      await startIdentityProvider({
        port: (await isFree(port + 1)) ? port + 1 : await freePort(),
        publicUrl: baseUrl,
        clientSecret: keys.OIDC_CLIENT_SECRET,
        accounts: demoAccounts(),
      }),
    )
    const settings = settingsFor(engine, baseUrl, provider.issuer)
    const env = engines
      ? { ...engines.env, ...keys, ...settings }
      : { ...keys, ...settings, ...environmentOfShell() }
    writeFileSync(join(dataDir, 'env.json'), JSON.stringify(env, null, 2), { mode: 0o600 })
    await built
    const runner = opening(
      await startRunnerChild({
        env: engines ? sealed(env) : env,
        ...{ port, dataDir, deletesExpired: engine === 'dynoxide' },
        ...{ onStart: (pid: number) => enroll(dataDir, 'runner', pid), ...watch },
      }),
    )
    return { baseUrl, env, runner, isFirstRun: isFirst, stop, ...(engines && { engines }) }
  } catch (error) {
    await stop()
    throw error
  }
}

export class PortTaken extends Error {
  constructor(port: number) {
    super(`端口 ${port} 已被占用，请换一个：npm start -- --port ${port + 10} · port ${port} is taken`)
  }
}
