import { live } from '../support/world-life.ts'
test('x', async () => {
  const t = performance.now()
  for (let seed=1; seed<=40; seed++) {
    const w = await live({ seed })
    if (w.violations.length) console.log(Math.round(performance.now()-t), seed, w.violations.slice(0,5).map(v=>v.slice(0,800)), w.violations.length)
  }
  console.log(performance.now()-t)
}, 100000)
