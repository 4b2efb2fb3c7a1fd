/**
 * Work that is asked for piece by piece and costs by the call: what is asked for within one turn of the event loop is done in
 * calls of up to `most`, in the order asked. `run` answers in that order; an Error in an answer's place is for that asker alone,
 * and a call that fails fails for all who were in it. Whoever asks alone waits for the end of the turn and for nothing else.
 */
export function together<Ask, Answer>(
  most: number,
  run: (asks: readonly Ask[]) => Promise<readonly (Answer | Error)[]>,
): (ask: Ask) => Promise<Answer> {
  type Waiting = { ask: Ask; done(answer: Answer): void; fail(error: unknown): void }
  let waiting: Waiting[] = []

  const runSome = async (some: readonly Waiting[]) => {
    try {
      const answers = await run(some.map(({ ask }) => ask))
      for (const [index, { done, fail }] of some.entries()) {
        const answer = answers[index] as Answer | Error
        if (answer instanceof Error) fail(answer)
        else done(answer)
      }
    } catch (error) {
      for (const { fail } of some) fail(error)
    }
  }
  const runAll = () => {
    const all = waiting
    waiting = []
    for (const some of chunks(all, most)) void runSome(some)
  }

  return (ask) =>
    new Promise((done, fail) => {
      if (waiting.length === 0) setImmediate(runAll)
      waiting.push({ ask, done, fail })
    })
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}
