import { DEFAULT_POLICY } from '../../lib/sla/defaults.ts'
import { CLASSES, CLOCKS, termsFor } from '../../lib/sla/policy.ts'
import type { Span } from '../../lib/sla/span.ts'
import { furtherWords, ladderWords, spanWords } from '../../lib/sla/terms-words.ts'
import { CLASS_WORDS } from '../../lib/sla/words.ts'

test.each<[Span, string, string]>([
  [{ kind: 'wall', amount: 5 }, '5 分钟（不分上下班）', '5 minutes by the clock'],
  [{ kind: 'wall', amount: 1440 }, '24 小时（不分上下班）', '24 hours by the clock'],
  [{ kind: 'working', amount: 30 }, '30 个工作分钟', '30 working minutes'],
  [{ kind: 'working', amount: 210 }, '3.5 个工作小时', '3.5 working hours'],
  [{ kind: 'days', amount: 5 }, '5 个工作日', '5 working days'],
  [{ kind: 'statutory', amount: 60 }, '60 日（法定期日）', '60 days as the law counts'],
])('a span of %j is said as %s', (span, zh, en) => {
  expect(spanWords(span)).toEqual({ zh, en })
})

const { classes } = DEFAULT_POLICY

test('the ladder says who is next and how long they then have', () => {
  expect(ladderWords(classes.emergency.contact!).zh).toBe(
    '街道 10 分钟（不分上下班） → 县级 30 分钟（不分上下班）',
  )
  expect(ladderWords(classes.dispute_red.resolve!).zh).toBe('县级 12 小时（不分上下班）')
  expect(ladderWords(classes.surroundings.resolve!).en).toBe(
    'Grid → Community → Street → County, 3 working days each',
  )
})

test('everything else is said in a sentence each', () => {
  const said = (terms: Parameters<typeof furtherWords>[0]) => furtherWords(terms).map(({ zh }) => zh)
  expect(said(classes.dispute_red.resolve!)).toEqual(['由街道直接负责', '预警：第 240 分钟、过了 50%'])
  expect(said(classes.mediation.resolve!)).toEqual([
    '预警：第 20 日、第 27 日',
    '可延期 1 次，共 30 日，网格批准，须双方同意',
  ])
  expect(said(classes.visit.resolve!)).toEqual([
    '预警：到期前 1 日',
    '等报告人补充时暂停，最多 10 个工作日',
    '等第三方时暂停，最多 20 个工作日',
    '不可抗力时暂停，最多 20 个工作日',
    '可延期 1 次，共 5 日，社区批准',
    '约好时间后，以约定的日子为准',
  ])
})

test('every row of the default policy has words in both languages, and every class a name of its own', () => {
  for (const matter of CLASSES)
    for (const clock of CLOCKS) {
      const terms = termsFor(DEFAULT_POLICY, matter, clock)
      if (!terms) continue
      for (const { zh, en } of [spanWords(terms.within), ladderWords(terms), ...furtherWords(terms)]) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/^[^\p{Script=Han}]+$/u)
      }
    }
  expect(new Set(CLASSES.map((matter) => CLASS_WORDS[matter].zh)).size).toBe(CLASSES.length)
})
