// Every npm script starts here, with whatever Node the machine has: it installs what is missing and hands over
// to the Node 24 that package-lock.json pins. Plain JavaScript on purpose: it must run before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const [program, ...args] = process.argv.slice(2)
const lock = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules/.package-lock.json')

/** npm writes the stamp at the end of an install; an older one than the lock file means dependencies changed. */
function isInstalled() {
  if (!existsSync(stamp)) return false
  if (statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return true
  const versions = (file) =>
    JSON.stringify(
      Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)
        .filter(([path, { optional }]) => path && !optional)
        .map(([path, { version }]) => [path, version]),
    )
  return versions(stamp) === versions(lock)
}

if (!isInstalled()) {
  console.log('Installing dependencies (once) …')
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
  )
  if (status !== 0) {
    console.error(
      'npm ci failed: see the lines above. The registry must be reachable once; after that nothing is downloaded.',
    )
    process.exit(status ?? 1)
  }
}

const bin = join(root, 'node_modules/.bin')
const pinned = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node')
const node = existsSync(pinned) ? pinned : process.execPath
const major = Number(
  spawnSync(node, ['-p', 'process.versions.node.split(".")[0]'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).stdout,
)
if (major < 24) {
  console.error(
    `No pinned Node 24 exists for ${process.platform}-${process.arch}: install Node 24 yourself and run this again with it (found ${major}).`,
  )
  process.exit(1)
}

// A path ends in .ts; anything else is the name of an installed tool.
const tool = program.endsWith('.ts')
  ? join(root, program)
  : JSON.parse(readFileSync(packageOf(program), 'utf8'))
const script =
  typeof tool === 'string'
    ? tool
    : join(packageOf(program), '..', typeof tool.bin === 'string' ? tool.bin : tool.bin[program])
function packageOf(name) {
  const folder = { biome: '@biomejs/biome', tsc: 'typescript' }[name] ?? name
  return join(root, 'node_modules', folder, 'package.json')
}

const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  shell: process.platform === 'win32',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
// npm passes a signal on to the shell between it and us, which ends and says nothing: noticed by a changed parent.
const { ppid } = process
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid === ppid || child.kill('SIGTERM'), 300).unref()
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
