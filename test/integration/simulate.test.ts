import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { msOf } from '../../lib/kernel/instant.ts'
import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'
import { drillPolicy } from '../../lib/sla/policy.ts'
import { simulate } from '../../local/ops/simulate.ts'
import { at } from '../support/builders.ts'
import { withCounty } from '../support/given-county.ts'

const { engines, routed, stack } = withCounty()

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fenghuang-simulate-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const fileOf = (name: string, content: object) => {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify(content))
  return path
}
const { common, classes } = DEFAULT_POLICY
const drill = drillPolicy('drill', DEFAULT_POLICY.effectiveAt, 5, 60)

/** What the command prints; without an environment there is no stack. */
async function printed(
  args: string[],
  env: Record<string, string> = {},
  now = '2026-03-02 17:00',
): Promise<string> {
  const lines: string[] = []
  const { db, sqs } = engines()
  await simulate.run(args, { db, sqs, env, now: msOf(at(now)), say: (line) => lines.push(line) })
  return lines.join('\n')
}
const DAY = ['--from', '2026-03-02', '--to', '2026-03-03', '--per-year', '9000']
/** The numbers of a line, in force first. */
const numbers = (text: string, line: RegExp) => line.exec(text)!.slice(1).map(Number)

test('a generated day is replayed under a file’s clocks beside those in force, and the same again from the same seed', async () => {
  const draft = ['--policy', fileOf('drill', drill)]
  const text = await printed([...DAY, ...draft])
  const [before, after] = numbers(text, /首次联系 contact +(\d+) +(\d+)/) as [number, number]
  expect(after).toBeGreaterThan(before)
  expect(text).toMatch(/^\d+ 件各重演两遍/m)
  const withoutRate = (said: string) => said.replace(/\n.*各重演两遍.*/, '')
  expect(withoutRate(await printed([...DAY, ...draft]))).toBe(withoutRate(text))
  expect(withoutRate(await printed([...DAY, ...draft, '--seed', '2']))).not.toBe(withoutRate(text))
})

test('a calendar of a file is tried as well', async () => {
  const week = { '2026-03-03': 'off', '2026-03-04': 'off', '2026-03-05': 'off' }
  const text = await printed([...DAY, '--calendar', fileOf('snow', week)])
  expect(text).toContain('试用 default-2')
})

test('stored cases go as they went: nobody called for five minutes', async () => {
  await routed('a-case')
  const { env } = engines()
  const stored = ['--stored', '--policy', fileOf('stored', drill)]
  const text = await printed([...DAY, ...stored], env, '2026-03-02 09:06')
  expect(numbers(text, /首次联系 contact +(\d+) +(\d+)/)).toEqual([0, 1])
  expect(text).toMatch(/^1 件各重演两遍/m)
  stack().at('2026-03-02 09:00')
})

test.each<[string, () => string[], RegExp]>([
  [
    'a policy that contradicts itself',
    () => ['--policy', fileOf('wrong', { common, classes: { ...classes, question: {} } })],
    /question 没有任何时限/,
  ],
  ['a policy that is none', () => ['--policy', fileOf('none', {})], /common/],
  ['a day that is none', () => ['--from', '2026-02-30'], /--from 2026-02-30\?/],
  ['an end before the beginning', () => ['--from', '2026-03-02', '--to', '2026-03-01'], /--to 2026-03-01\?/],
  ['a version where nothing is stored', () => ['--policy', '2027-1'], /POLICIES_TABLE is not set/],
])('%s is refused', async (_, args, words) => {
  await expect(printed(args())).rejects.toThrow(words)
})
