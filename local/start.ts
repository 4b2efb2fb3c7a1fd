import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Taken, takeOver } from './process/leftovers.ts'
import { type Stack, startStack } from './stack.ts'
import { buildChild } from './start/build-child.ts'
import { type Flags, flagsOf, HELP } from './start/flags.ts'
import { summary } from './start/summary.ts'

/** `npm start`: builds, starts everything, says where it is, and keeps it running until it is told to stop. */
const dataDir = join(process.cwd(), '.data')
const say = (line: string) =>
  console.log(`${new Date().toLocaleTimeString('zh-CN', { hour12: false })} ${line}`)

let stack: Promise<Stack> | undefined
let isStopping = false

/** Ctrl-C reaches us twice, from the terminal and from the script that started us: the second changes nothing. */
function stop(): void {
  if (isStopping) return
  isStopping = true
  console.log('\n正在停止 · stopping …')
  Promise.resolve(stack)
    .then((running) => running?.stop())
    .then(() => console.log('已停止，数据还在 .data/ · stopped, the data stays in .data/'))
    .then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
}

function fail(error: unknown): never {
  const words =
    error instanceof Taken
      ? `凤凰家已经在运行（进程 ${error.pid}） · already running: end process ${error.pid} first`
      : (error as Error).message
  console.error(words)
  process.exit(1)
}

async function start({ fresh, port, engine }: Flags): Promise<Stack> {
  if (engine === 'dynamodb-local')
    console.warn('注意：DynamoDB Local 在所有网络接口上监听 · DynamoDB Local listens on all interfaces')
  mkdirSync(dataDir, { recursive: true })
  await takeOver(dataDir)
  if (fresh) forget()
  const built = buildChild()
  built.catch(() => undefined) // said where it is awaited
  return startStack({ dataDir, port, engine, built, onEnd: say })
}

function forget(): void {
  for (const name of readdirSync(dataDir)) {
    if (name !== 'processes.json') rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
try {
  const flags = flagsOf(process.argv.slice(2))
  if (flags.help) console.log(HELP)
  else {
    stack = start(flags)
    const running = await stack
    if (!isStopping) console.log(summary(running, process.uptime()))
  }
} catch (error) {
  fail(error)
}
