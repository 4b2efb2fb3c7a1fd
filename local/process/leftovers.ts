import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from './identity.ts'

/** Who works on a data folder: the process that started the others, and those others by name. */
type Roll = { owner: string; children: Record<string, string> }

const fileIn = (dataDir: string) => join(dataDir, 'processes.json')
const pidOf = (identity: string) => Number(identity.split('@')[0])
const isAlive = (identity: string) => identityOf(pidOf(identity)) === identity

/**
 * Takes the folder for this process. Two stacks must not share one database file, so it refuses while another owner
 * lives; children whose owner was killed are ended, and their files say all that they acknowledged.
 */
export async function takeOver(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true })
  const roll = read(dataDir)
  const self = identityOf(process.pid)!
  if (roll && roll.owner !== self && isAlive(roll.owner)) throw new Taken(dataDir, pidOf(roll.owner))
  for (const child of Object.values(roll?.owner === self ? {} : (roll?.children ?? {}))) await end(child)
  write(dataDir, { owner: self, children: {} })
}

export function enroll(dataDir: string, name: string, pid: number): void {
  const roll = read(dataDir)
  const identity = identityOf(pid)
  if (roll && identity) write(dataDir, { ...roll, children: { ...roll.children, [name]: identity } })
}

/** Everything was stopped: whoever comes next finds nothing to clean up. */
export function leave(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true })
}

/** Another stack works on this folder. */
export class Taken extends Error {
  readonly pid: number
  constructor(dataDir: string, pid: number) {
    super(`${dataDir} is in use by process ${pid}`)
    this.pid = pid
  }
}

async function end(identity: string): Promise<void> {
  if (!isAlive(identity)) return
  process.kill(pidOf(identity), 'SIGKILL')
  for (let waited = 0; isAlive(identity) && waited < 5000; waited += 10) {
    await new Promise((done) => setTimeout(done, 10))
  }
}

function read(dataDir: string): Roll | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Roll
  } catch {
    return undefined // never written, or by a version that wrote something else
  }
}

function write(dataDir: string, roll: Roll): void {
  const file = fileIn(dataDir)
  writeFileSync(`${file}.new`, JSON.stringify(roll))
  renameSync(`${file}.new`, file)
}
