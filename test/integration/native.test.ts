import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyNative, LAMBDA } from '../../local/native.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fenghuang-native-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what is packed beside the bundle draws a photo where nothing else is installed', () => {
  expect(copyNative(process.cwd(), folder, `${process.platform}-${process.arch}`)).toEqual([])
  const draw = `require('sharp')({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .jpeg().toBuffer().then((bytes) => process.stdout.write(String(bytes.readUInt16BE())))`
  const drawn = execFileSync(process.execPath, ['-e', draw], { cwd: folder, env: {}, encoding: 'utf8' })
  expect(drawn).toBe(String(0xffd8))
})

test('what Lambda needs and this machine lacks is named, and the lock file knows it', () => {
  const missing = copyNative(process.cwd(), folder, LAMBDA)
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, unknown>
  }
  expect(missing.filter((name) => !name.endsWith(`-${LAMBDA}`))).toEqual([])
  expect(missing.filter((name) => !packages[`node_modules/${name}`])).toEqual([])
})
