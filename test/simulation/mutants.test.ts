import { MUTANTS } from '../support/mutants.ts'
import { live } from '../support/world-life.ts'
test.each(Object.entries(MUTANTS))('%s', async (name, vary) => {
  const out=[]
  for (let seed=1; seed<=8; seed++) {
    const w = await live({ seed, vary })
    out.push([seed, w.violations.length, w.violations[0]?.slice(0,150)])
    if (w.violations.length) break
  }
  console.log(name, out)
}, 100000)
