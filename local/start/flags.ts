import { parseArgs } from 'node:util'
import type { Engine } from '../environment.ts'

export const HELP = `npm start -- [选项 · options]
  --fresh                忘掉 .data 里的数据，重新开始 · forget the data and begin anew
  --port N               端口，默认 PORT 或 3000 · default: PORT or 3000
  --engine ENGINE        dynoxide(默认 · default) | dynamodb-local | aws
                         dynamodb-local: DYNAMODB_LOCAL_JAR=/path/DynamoDBLocal.jar
                         aws: 凭证和各表、队列的名字取自环境变量 · credentials and names from the environment
`

const ENGINES = ['dynoxide', 'dynamodb-local', 'aws']

export type Flags = { fresh: boolean; port: number; engine: Engine; help: boolean }

/** What was asked for, or a throw that says what is wrong with it. */
export function flagsOf(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: {
      fresh: { type: 'boolean', default: false },
      port: { type: 'string', default: process.env.PORT || '3000' },
      engine: { type: 'string', default: 'dynoxide' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_534) throw new Error(`--port ${values.port}?`)
  if (!ENGINES.includes(values.engine)) throw new Error(`--engine ${values.engine}? ${ENGINES.join(' | ')}`)
  return { ...values, port, engine: values.engine as Engine }
}
