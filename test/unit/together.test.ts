import { together } from '../../lib/tables/together.ts'

/** Answers each ask with its double, a refusal for 3, and no call that holds 13. */
function doubling(most: number) {
  const calls: number[][] = []
  const ask = together(most, async (asks: readonly number[]) => {
    calls.push([...asks])
    if (asks.includes(13)) throw new Error('the call failed')
    return asks.map((n) => (n === 3 ? new Error('not three') : n * 2))
  })
  return { ask, calls }
}

describe('what is asked for in one turn', () => {
  test('is one call, and everyone gets their own answer', async () => {
    const { ask, calls } = doubling(10)
    expect(await Promise.all([ask(1), ask(2), ask(1)])).toEqual([2, 4, 2])
    expect(calls).toEqual([[1, 2, 1]])
  })

  test('keeps its order over as many calls as it needs', async () => {
    const { ask, calls } = doubling(2)
    await Promise.all([1, 2, 4, 5, 6].map(ask))
    expect(calls).toEqual([[1, 2], [4, 5], [6]])
  })

  test('fails only for the one who is refused', async () => {
    const { ask } = doubling(10)
    const answers = await Promise.allSettled([ask(1), ask(3), ask(4)])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('fails for all of a call that fails, and for nobody else', async () => {
    const { ask } = doubling(2)
    const answers = await Promise.allSettled([ask(1), ask(13), ask(4)])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  })
})

test('what is asked for later is a call of its own, also after one that failed', async () => {
  const { ask, calls } = doubling(10)
  await expect(ask(13)).rejects.toThrow('the call failed')
  expect(await ask(1)).toBe(2)
  expect(calls).toEqual([[13], [1]])
})
