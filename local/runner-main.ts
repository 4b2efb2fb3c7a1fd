import { setTimeout as sleep } from 'node:timers/promises'
import { frontDoor } from './front-door.ts'
import { endWithParent } from './process/parent.ts'
import { startRunner } from './runner/runner.ts'
import { sandbox } from './sandbox.ts'
import { uploadsTo } from './uploads.ts'

/** `runner-main.ts <port> <sandbox file> [--delete-expired]`: everything the functions need around them, one process. */
const [port, sandboxFile, ...flags] = process.argv.slice(2)
endWithParent()

const { PUBLIC_URL, CODE_KEYS, AWS_ENDPOINT_URL_S3, STAGING_BUCKET } = process.env
/** On AWS the phone sends to the bucket itself. */
const uploads = AWS_ENDPOINT_URL_S3 ? [uploadsTo(AWS_ENDPOINT_URL_S3, STAGING_BUCKET!)] : []
const runner = await startRunner({
  root: process.cwd(),
  port: Number(port),
  asides: [sandbox(sandboxFile!), frontDoor(PUBLIC_URL!, CODE_KEYS!), ...uploads],
  deletesExpired: flags.includes('--delete-expired'),
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.race([runner.stop(), sleep(6000)]).finally(() => process.exit(0)))
}
