import { lineOf, written } from '../../web/console/rules/pointer.ts'

const DRAFT = {
  rules: [
    { id: 'a', when: {} },
    { id: 'b', when: { hours: { from: '22:00' } } },
  ],
  cases: [],
}
const lineAt = (pointer: string) => written(DRAFT).split('\n')[lineOf(DRAFT, pointer) - 1]

test.each([
  ['/rules/0/id', '      "id": "a",'],
  ['/rules/1', '    {'],
  ['/rules/1/when/hours/from', '          "from": "22:00"'],
  ['/cases', '  "cases": []'],
])('what is wrong at %s is pointed out in its line', (pointer, line) => {
  expect(lineAt(pointer)).toBe(line)
})

test('what is missing is pointed out where it would be, and nothing is changed by looking', () => {
  const before = structuredClone(DRAFT)
  expect(lineOf(DRAFT, '/rules/1/when/hours/until')).toBe(12)
  expect(lineOf(DRAFT, '')).toBe(1)
  expect(DRAFT).toEqual(before)
})
