import fc from 'fast-check'
import { withCounty } from '../support/given-county.ts'
import { anyRequest } from '../support/random-bodies.ts'

/** A hundred thousand: `RANDOM_BODIES=100000 npm test random-bodies`; it says then what was answered how often. */
const RUNS = Number(process.env.RANDOM_BODIES ?? 300)
const { stack } = withCounty()

test(
  'whatever is sent, nothing open to everybody breaks: it is taken or refused in words',
  async () => {
    const answered: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ name, asked }) => {
        const { status, body } = await stack().ask(name, asked)
        answered[status] = (answered[status] ?? 0) + 1
        if (status >= 500) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`)
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    if (process.env.RANDOM_BODIES) process.stdout.write(`${RUNS} requests: ${JSON.stringify(answered)}\n`)
  },
  60_000 + RUNS * 50,
)
