import { readFileSync } from 'node:fs'
import { PROBLEMS } from '../../lib/kernel/problem.ts'

const page = readFileSync('docs/problems.md', 'utf8')

describe('the page about refusals', () => {
  test.each(Object.entries(PROBLEMS))('has %s with its status and both texts', (code, { status, zh, en }) => {
    expect(page).toContain(`| \`${code}\` | ${status} | ${zh} | ${en} |`)
  })

  test('names no code that does not exist', () => {
    const named = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, code]) => code)
    expect(named).toEqual(Object.keys(PROBLEMS))
  })
})
