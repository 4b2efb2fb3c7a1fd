import { type Command, clientsFor, environment } from './command.ts'
import { debts } from './debts.ts'
import { dlq } from './dlq.ts'
import { dlqRedrive } from './dlq-redrive.ts'
import { insightsRebuild } from './insights-rebuild.ts'
import { simulate } from './simulate.ts'
import { timers } from './timers.ts'
import { webhookReplay } from './webhook-replay.ts'

/** `npm run ops -- <command>`: looks into a running stack, on this machine or on AWS, and sets right what people must. */
const COMMANDS: Record<string, Command> = {
  dlq,
  'dlq redrive': dlqRedrive,
  debts,
  timers,
  simulate,
  'insights rebuild': insightsRebuild,
  'webhook replay': webhookReplay,
}

const help = (commands: Command[]) =>
  commands.map(({ usage, about }) => `  npm run ops -- ${usage}\n      ${about}`).join('\n')

const args = process.argv.slice(2)
const asksHelp = args.includes('--help') || args.includes('-h')
const [name, length] =
  args[1] && `${args[0]} ${args[1]}` in COMMANDS ? [`${args[0]} ${args[1]}`, 2] : [args[0] ?? '', 1]
const command = COMMANDS[name]

if (asksHelp || !command) {
  console.log(help(command ? [command] : Object.values(COMMANDS)))
  console.log('\n本机的栈用 .data/env.json,AWS 用环境变量 · .data/env.json here, the environment on AWS')
  process.exitCode = asksHelp || args.length === 0 ? 0 : 1
} else {
  const env = environment()
  await command
    .run(args.slice(length), { ...clientsFor(env), env, now: Date.now(), say: console.log })
    .catch((error: Error) => {
      console.error(`${name}: ${error.message || error.name}`)
      process.exitCode = 1
    })
}
