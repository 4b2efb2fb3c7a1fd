import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { startChild } from '../local/process/child.ts'
import { freePort, LOOPBACK } from '../local/process/ports.ts'

export type Server = { port: number; stop(): Promise<void> }
/** A peer's server that is not on this machine, and how it gets there. */
export type Missing = { missing: string }

const REDIS = '/usr/bin/redis-server'
const POSTGRES = '/usr/lib/postgresql'

/** Redis as BullMQ's own guide wants it: what is queued survives a crash but for a second. */
export async function startRedis(): Promise<Server | Missing> {
  if (!existsSync(REDIS)) return { missing: 'apt-get install -y redis-server' }
  const folder = mkdtempSync(join(tmpdir(), 'fenghuang-redis-'))
  const port = await freePort()
  const kept = ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'everysec']
  const args = ['--bind', LOOPBACK, '--port', String(port), ...kept, '--maxmemory-policy', 'noeviction']
  return started('redis', REDIS, args, { port, folder, isReady: () => answers(port) })
}

/** PostgreSQL with its defaults: every commit is on the disk. It refuses to run as root, so it then runs as its own user. */
export async function startPostgres(): Promise<Server | Missing> {
  const version = existsSync(POSTGRES) && readdirSync(POSTGRES).sort().at(-1)
  if (!version) return { missing: 'apt-get install -y postgresql' }
  const bin = join(POSTGRES, version, 'bin')
  const folder = mkdtempSync(join(tmpdir(), 'fenghuang-postgres-'))
  const port = await freePort()
  const as = asPostgres(folder)
  const first = [...as, join(bin, 'initdb'), '-D', folder, '-U', 'bench', '-A', 'trust', '-E', 'UTF8']
  execFileSync(first[0]!, first.slice(1), { stdio: 'ignore', cwd: '/' })
  const [file, ...rest] = [...as, join(bin, 'postgres')]
  const args = [...rest, '-D', folder, '-h', LOOPBACK, '-p', String(port), '-k', folder]
  // It answers before it is ready: its own tool tells the difference.
  const asks = ['-h', LOOPBACK, '-p', String(port)]
  const isReady = async () => spawnSync(join(bin, 'pg_isready'), asks, { stdio: 'ignore' }).status === 0
  return started('postgres', file!, args, { port, folder, isReady })
}

function asPostgres(folder: string): string[] {
  if (userInfo().uid !== 0) return []
  const [uid, gid] = ['-u', '-g'].map((what) => Number(execFileSync('id', [what, 'postgres'])))
  chownSync(folder, uid!, gid!)
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--']
}

type Started = { port: number; folder: string; isReady(): Promise<boolean> }

async function started(name: string, file: string, args: string[], { port, folder, isReady }: Started) {
  const logFile = join(tmpdir(), `fenghuang-${name}-${port}.log`)
  const child = await startChild({ name, file, args, logFile, isReady })
  // A run that breaks off leaves no server behind.
  process.once('exit', () => void child.kill())
  const stop = async () => {
    await child.stop()
    for (const path of [folder, logFile]) rmSync(path, { recursive: true, force: true })
  }
  return { port, stop }
}

const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, LOOPBACK)
    socket.once('connect', () => done(true)).once('error', () => done(false))
    socket.once('connect', () => socket.destroy())
  })
