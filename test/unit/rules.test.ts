import { shanghai } from '../../lib/kernel/instant.ts'
import { type Routing, receive, route } from '../../lib/report/decide.ts'
import type { Report } from '../../lib/report/report.ts'
import { byRule, matterOf } from '../../lib/routing/apply.ts'
import { namesPost } from '../../lib/routing/named-posts.ts'
import { firstMatch, type Matter, type Rule, type When } from '../../lib/routing/rule.ts'
import { faultsIn, type RuleCase, tryCases } from '../../lib/routing/rule-set.ts'
import { ruleWords, TAG_WORDS } from '../../lib/routing/words.ts'
import { aReportForm, MONDAY, PHOENIX, TERMS } from '../support/given.ts'
import { clue } from '../support/given-owner.ts'

const COMMUNITY = PHOENIX.slice(0, 12)
const rule = (id: string, when: When = {}, does: Rule['does'] = {}): Rule => ({
  id,
  name: `规则${id}`,
  when,
  does,
})

/** A noise in the night from Monday to Tuesday, reported by telephone. */
const NOISE: Matter = {
  category: 'noise',
  tags: ['phone_call'],
  area: PHOENIX,
  at: shanghai('2026-03-02 23:30'),
  isWorkday: true,
  answers: { when: 'now' },
  load: 4,
}
const takes = (when: When, about: Partial<Matter> = {}) =>
  firstMatch([rule('one', when)], { ...NOISE, ...about }) !== undefined

describe('a rule goes by', () => {
  test.each<[string, When, Partial<Matter>, boolean]>([
    ['nothing: it takes everything', {}, {}, true],
    ['the category', { categories: ['noise', 'parking'] }, {}, true],
    ['… of another matter', { categories: ['parking'] }, {}, false],
    ['how it came', { tags: ['phone_call'] }, {}, true],
    ['one of what was noted', { tags: ['emergency', 'phone_call'] }, {}, true],
    ['… and nothing was noted', { tags: ['emergency'] }, { tags: [] }, false],
    ['the community its grid lies in', { areas: [COMMUNITY] }, {}, true],
    ['… of another street', { areas: ['371724002'] }, {}, false],
    ['a grid, of which only the community is known', { areas: [PHOENIX] }, { area: COMMUNITY }, false],
    ['the night, before midnight', { hours: { from: '22:00', until: '07:00' } }, {}, true],
    ['the night, at its first minute', { hours: { from: '23:30', until: '07:00' } }, {}, true],
    [
      'the night, after midnight',
      { hours: { from: '22:00', until: '07:00' } },
      { at: shanghai('2026-03-03 06:59') },
      true,
    ],
    [
      'the night, which is over at seven',
      { hours: { from: '22:00', until: '07:00' } },
      { at: shanghai('2026-03-03 07:00') },
      false,
    ],
    ['the day, and it is night', { hours: { from: '08:30', until: '17:30' } }, {}, false],
    ['a day off, and it is none', { workday: false }, {}, false],
    ['a day off', { workday: false }, { isWorkday: false }, true],
    ['an answer of the form', { answers: { when: 'now' } }, {}, true],
    ['all of several answers', { answers: { when: 'now', hurt: 'yes' } }, {}, false],
    ['a risk that nobody has named', { risks: ['red'] }, {}, false],
    ['the risk', { risks: ['red', 'orange'] }, { risk: 'orange' }, true],
    ['how much is open there', { load: 4 }, {}, true],
    ['… and it is less', { load: 5 }, {}, false],
    ['all of it together', { categories: ['noise'], workday: true, load: 1 }, {}, true],
    ['all of it, of which one does not hold', { categories: ['noise'], workday: false }, {}, false],
  ])('%s', (_, when, about, taken) => {
    expect(takes(when, about)).toBe(taken)
  })

  test('its place in the order: the first that holds decides, and nobody looks further', () => {
    const rules = [
      rule('parking', { categories: ['parking'] }),
      rule('noise', { categories: ['noise'] }),
      rule('all'),
    ]
    expect(firstMatch(rules, NOISE)?.id).toBe('noise')
    expect(firstMatch(rules.toReversed(), NOISE)?.id).toBe('all')
    expect(firstMatch(rules.slice(0, 1), NOISE)).toBeUndefined()
  })
})

describe('why it went there is said in words', () => {
  const night = rule(
    'night',
    {
      categories: ['noise'],
      areas: [COMMUNITY],
      hours: { from: '22:00', until: '07:00' },
      answers: { when: 'now' },
    },
    { post: 'aux_police', assist: ['北城派出所'], priority: 'high' },
  )

  test('in Chinese and in English, with the version', () => {
    expect(ruleWords(night, 3, () => '凤凰社区')).toEqual({
      zh: '因为派单规则「规则night」（第 3 版）：类别是噪音，在凤凰社区，22:00 到 07:00，什么时候的事？现在还在，由社区民辅警办理，请北城派出所协办，优先',
      en: 'because of the rule “规则night” (version 3): about Noise, in 凤凰社区, from 22:00 to 07:00, When is it? Going on now; for the community officer, helped by 北城派出所, before others',
    })
  })

  test('also of one that says nothing, and every mark has words', () => {
    expect(ruleWords(rule('all')).zh).toBe('因为派单规则「规则all」：任何情况，按地点派')
    for (const { zh, en } of Object.values(TAG_WORDS)) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('cases are tried before anybody is sent anywhere', () => {
  const rules = [
    rule('night', { hours: { from: '22:00', until: '07:00' } }, { post: 'aux_police', priority: 'high' }),
  ]
  const one = (at: string, expected: RuleCase['expect']): RuleCase => ({
    name: at,
    given: { category: 'noise', at },
    expect: expected,
  })
  test.each<[string, RuleCase, boolean]>([
    ['meets the rule', one('2026-03-02 23:00', { rule: 'night' }), true],
    ['meets none, as expected', one('2026-03-02 12:00', { rule: null }), true],
    ['meets none, and should', one('2026-03-02 12:00', { rule: 'night' }), false],
    ['meets one, and should not', one('2026-03-02 23:00', { rule: null }), false],
    [
      'has the effects, in whatever order they are written',
      one('2026-03-02 23:00', { rule: 'night', does: { priority: 'high', post: 'aux_police' } }),
      true,
    ],
    ['has one more', one('2026-03-02 23:00', { rule: 'night', does: { post: 'aux_police' } }), false],
  ])('a case that %s', (_, given, passed) => {
    expect(tryCases(rules, [given], TERMS.calendar)[0]!.passed).toBe(passed)
  })

  test('with the working days of the calendar: the Sunday before the festival is worked in exchange', () => {
    const onWorkdays = [rule('workday', { workday: true })]
    const met = ['2026-02-13 10:00', '2026-02-14 10:00', '2026-02-16 10:00'].map(
      (at) => tryCases(onWorkdays, [one(at, { rule: null })], TERMS.calendar)[0]!.rule?.id,
    )
    expect(met).toEqual(['workday', 'workday', undefined])
  })

  test('what no version may say is found where it stands', () => {
    const wrong = [rule('a', { load: 1 }), rule('b'), rule('a', { load: 2 })]
    expect(faultsIn(wrong, [one('2026-03-02 12:00', { rule: 'c' })])).toEqual([
      { pointer: '/rules/2/id', word: 'rule-twice' },
      { pointer: '/rules/2', word: 'rule-unreached' },
      { pointer: '/cases/0/expect/rule', word: 'rule-unknown' },
    ])
    expect(faultsIn([rule('a', { load: 1 }), rule('b')], [])).toEqual([])
  })
})

describe('a report that was placed', () => {
  const OTHER = '371724001006001'
  const grids = new Map([PHOENIX, OTHER].map((id) => [id, { id, name: `网格${id.slice(-3)}` }]))
  const FOUND: Routing = { gridId: PHOENIX, trace: [clue(PHOENIX)], flags: [] }
  const received = receive(aReportForm({ category: 'noise', flags: ['emergency'] }), MONDAY, TERMS).value
  const routedBy = (does: Rule['does'], found = FOUND): Report => {
    const matter = matterOf(received, found, 0, TERMS.calendar)
    const ruled = byRule({ version: 2, rules: [rule('one', {}, does)] }, matter, found, (id) => grids.get(id))
    return route(received, ruled, MONDAY, TERMS)!.value
  }

  test('by no rule goes where its place says', () => {
    const matter = matterOf(received, FOUND, 0, TERMS.calendar)
    expect(byRule({ version: 0, rules: [] }, matter, FOUND, () => undefined)).toBe(FOUND)
  })

  test('counts as red when words or answers say that there is danger', () => {
    expect(matterOf(received, FOUND, 0, TERMS.calendar)).toMatchObject({
      risk: 'red',
      tags: ['emergency'],
      area: PHOENIX,
    })
  })

  test('keeps which rule of which version said what, and says so', () => {
    const { gridId, status, ruled, trace } = routedBy({ post: 'aux_police', priority: 'urgent' })
    expect([gridId, status]).toEqual([PHOENIX, 'assigned'])
    expect(ruled).toEqual({ rule: { version: 2, id: 'one' }, post: 'aux_police', priority: 'urgent' })
    expect(trace.at(-1)).toEqual({
      by: 'rule',
      found: true,
      why: '因为派单规则「规则one」（第 2 版）：任何情况，由社区民辅警办理，特急',
      en: 'because of the rule “规则one” (version 2): whatever it is; for the community officer, urgent',
    })
  })

  test('goes to another team when the rule says so, and to its own place when there is no such grid', () => {
    expect(routedBy({ team: OTHER }).gridId).toBe(OTHER)
    const gone = routedBy({ team: '371724001009009' })
    expect(gone.gridId).toBe(PHOENIX)
    expect(gone.trace.at(-1)!.why).toContain('这个网格已不存在，按地点派')
  })

  test('goes to a team also when nobody knew the place', () => {
    expect(routedBy({ team: OTHER }, { trace: [], flags: [] }).gridId).toBe(OTHER)
  })

  test('is held for a person of its community', () => {
    const held = routedBy({ hold: true })
    expect([held.status, held.gridId, held.community]).toEqual(['screened', undefined, COMMUNITY])
    expect(held.clocks.unrouted).toMatchObject({ dueAt: shanghai('2026-03-02 10:00') })
  })

  test('gets help whose day is inside the lead’s', () => {
    const { clocks, ruled } = routedBy({ assist: ['消防中队'] })
    expect(ruled?.units).toEqual(['消防中队'])
    expect(clocks.assist).toMatchObject({ phase: 'running', dueAt: shanghai('2026-03-05 17:30') })
    expect(routedBy({}).clocks.assist).toBeUndefined()
  })
})

describe('a post is named by a rule', () => {
  const post = { role: 'aux_police' as const, area: PHOENIX, tenures: [], leaves: [] }
  test.each<[string, Rule, boolean]>([
    ['that sends to its role anywhere', rule('a', {}, { post: 'aux_police' }), true],
    ['that does so in its community', rule('a', { areas: [COMMUNITY] }, { post: 'aux_police' }), true],
    ['that does so elsewhere', rule('a', { areas: ['371724002'] }, { post: 'aux_police' }), false],
    ['that gives it to its grid’s team', rule('a', {}, { post: 'aux_police', team: PHOENIX }), true],
    ['that gives it to another team', rule('a', {}, { post: 'aux_police', team: `${COMMUNITY}999` }), false],
    ['that sends to another role', rule('a', {}, { post: 'grid_worker' }), false],
    ['that names no role', rule('a', { areas: [COMMUNITY] }), false],
  ])('%s', (_, named, expected) => {
    expect(namesPost(named, post)).toBe(expected)
  })
})
