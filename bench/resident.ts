import { aPhone, type Opened, packed } from './resident/phone.ts'
import { ANTD, OURS, PLAIN, type Variant, variants } from './resident/variants.ts'
import { median, type Row } from './row.ts'

const RUNS = 7
const KB = 1024

/** The same form made five ways, beside each other on a weak phone: what travels, when it can be answered, when all is quiet. */
export async function resident(): Promise<Row[]> {
  const all = await variants()
  const phone = await aPhone(all)
  const sizes = [firstView(all), waking(all)]
  if (!phone) return [...sizes, { ...firstView(all), name: 'opened in a browser: skipped, no Chromium' }]
  const seen = new Map(all.map(({ name }) => [name, [] as Opened[]]))
  try {
    for (let run = 0; run <= RUNS; run++) {
      for (const variant of all) {
        const opened = await phone.open(variant)
        if (run > 0) seen.get(variant.name)!.push(opened)
      }
    }
  } finally {
    await phone.stop()
  }
  const wrong = [...seen.values()].flat().filter(({ isWhole }) => !isWhole).length
  const row = (name: string, unit: string, of: (opened: Opened) => number, more: Partial<Row>): Row => ({
    ...compared(name, unit, seen, of),
    runs: RUNS,
    wrong,
    ...more,
  })
  const form = ratiosOf(seen, ({ form }) => form)
  const rows = [
    row('the form can be answered', 'ms', ({ form }) => form, {
      goal: '≤ 1.4 × plain HTML, ≤ 0.4 × antd-mobile',
      met: form(PLAIN) <= 1.4 && form(ANTD) <= 0.4,
      note: `${form(PLAIN).toFixed(2)} × plain HTML, ${form(ANTD).toFixed(2)} × antd-mobile, medians of the ratios of one run; 4 × slower processor, 1.6 Mbit/s, 150 ms, nothing kept from before`,
    }),
    row('all is fetched and at rest', 'ms', ({ rest }) => rest, {
      note: 'ours has by then taken the page over and has every further page at hand; the others are done with their one page',
    }),
    row('processor time in scripts', 'ms', ({ script }) => script, {
      goal: '≤ 40 ms',
      met: median(seen.get(OURS)!.map(({ script }) => script)) <= 40,
    }),
    row('all that was fetched', 'KB', ({ bytes }) => bytes / KB, {}),
  ]
  return [...sizes, ...rows]
}

/** What has to travel before the form can be answered: the page and what it names itself; brotli. */
function firstView(all: readonly Variant[]): Row {
  const sizes = Object.fromEntries(
    all.map(({ name, html, files }) => {
      const named = [...files].filter(([path]) => html.includes(`"/${path}"`))
      const sum = named.reduce((total, [, bytes]) => total + packed(bytes).length, packed(html).length)
      return [name, sum / KB]
    }),
  )
  const { [OURS]: ours = 0, ...peers } = sizes
  return {
    name: 'first view: page, style, script',
    unit: 'KB',
    ours,
    peers,
    ratio: ours / peers[PLAIN]!,
    floor: peers[PLAIN]!,
    runs: 1,
    goal: '≤ 15 KB, ≤ 1/9 antd-mobile',
    met: ours <= 15 && ours <= peers[ANTD]! / 9,
  }
}

/** What is fetched while the first question is read: from then on the form needs no network. */
function waking(all: readonly Variant[]): Row {
  const ours = all.find(({ name }) => name === OURS)!.wakes! / KB
  const name = 'the script that wakes it, fetched after'
  return { name, unit: 'KB', ours, peers: {}, ratio: 1, floor: 0, runs: 1, goal: '≤ 15 KB', met: ours <= 15 }
}

type Seen = ReadonlyMap<string, readonly Opened[]>

function compared(name: string, unit: string, seen: Seen, of: (opened: Opened) => number) {
  const medians = Object.fromEntries([...seen].map(([who, runs]) => [who, median(runs.map(of))]))
  const { [OURS]: ours = 0, ...peers } = medians
  return { name, unit, ours, peers, ratio: ratiosOf(seen, of)(PLAIN), floor: peers[PLAIN]! }
}

/** Ours over another's, pair by pair: both opened in the same minute. */
const ratiosOf = (seen: Seen, of: (opened: Opened) => number) => (other: string) => {
  const theirs = seen.get(other)!
  return median(seen.get(OURS)!.map((opened, run) => of(opened) / of(theirs[run]!)))
}
