import type { FunctionName } from '../../lib/stack/stack.ts'
import { testEngines } from '../support/engines.ts'
import { CALLBACK_KEYS } from '../support/given-callbacks.ts'
import { environmentOf } from '../support/given-environment.ts'
import { FUNCTIONS, GRANTS, isNeeded, rightsOfRole } from '../support/granted.ts'
import { CALLER, GROUP_SECRET, ROBOT_KEY, tellStory } from '../support/story.ts'
import { openStage, type Stage } from '../support/story-stage.ts'

/** Grants without which the story would go just as well, and why they stay. */
const KEPT: Record<string, string> = {
  'postForm among the readers of the table uploads':
    'a report with photos is followed without script too; the story follows one with none',
  'readSession among the readers of the table sessions':
    'writes there too; whoever is behind a session is listed once',
  'signOut among the readers of the table sessions':
    'writes there too; whoever is behind a session is listed once',
  'runCampaign among the writers of the table history':
    'a listener settles what it hears, also when nothing is left to do',
  'watchCalendar among the writers of the table history':
    'whoever makes a change files its line when nobody has to hear of it',
  'deliver among the writers of the table buckets':
    'only robots have limits, and the story listens by webhook; test/contract/webhook-limits.test.ts asks',
  'testEndpoint among the writers of the table buckets':
    'only robots have limits, and the story listens by webhook; test/unit/alerts-test.test.ts asks',
  'deliver among the senders of the queue alerts':
    'nothing of the story fails for five days; test/unit/alerts-delivery.test.ts lets an endpoint go',
}

let stage: Pick<Stage, 'played' | 'asked' | 'logged' | 'answered'>
beforeAll(async () => {
  const engines = await testEngines()
  const opened = await openStage(engines)
  try {
    await tellStory(opened)
  } finally {
    opened.stop()
    await engines.stop()
  }
  stage = opened
}, 240_000)

const askedBy = (name: FunctionName) => [...(stage.asked.get(name) ?? [])]

test('every function has a part in the story', () => {
  expect(FUNCTIONS.filter((name) => !stage.played.has(name))).toEqual([])
})

test('every function may do on AWS what it does here', () => {
  const denied = FUNCTIONS.flatMap((name) => {
    const granted = rightsOfRole(name)
    return askedBy(name)
      .filter((right) => !granted.includes(right))
      .map((right) => `${name} is denied ${right}`)
  })
  expect(denied).toEqual([])
})

test('every grant is there because a function needs it', () => {
  const idle = GRANTS.filter((grant) => !isNeeded(grant, askedBy(grant.name)))
  expect(idle.map(({ name, list }) => `${name} among the ${list}`).sort()).toEqual(Object.keys(KEPT).sort())
})

/** Promises.md, threat 16: what opens a door is told to nobody but whom it was made for, and to them once. */
describe('what nobody else may read', () => {
  const of = (field: 'pin' | 'secret') =>
    stage.answered.map(({ answer }) => answer.body?.[field]).filter((found) => typeof found === 'string')
  const { DATA_KEYS, OIDC_CLIENT_SECRET } = { ...environmentOf('alerts'), ...environmentOf('console') }
  const secretsOf = (): [what: string, values: readonly string[], answeredBy: readonly FunctionName[]][] => [
    ['a PIN', of('pin'), ['submitReport', 'enterReport', 'supportReport']],
    ['a webhook’s secret', of('secret'), ['createEndpoint', 'rotateEndpoint']],
    ['a robot’s key and its group’s secret', [ROBOT_KEY, GROUP_SECRET], []],
    ['the keys of a callback', Object.values(CALLBACK_KEYS).flatMap(keysIn), []],
    ['our own keys', [DATA_KEYS!.split(':')[1]!, OIDC_CLIENT_SECRET!], []],
    ['a telephone number', [CALLER], []],
  ]
  const keysIn = ({ kind: _, ...keys }: { kind: string }) => Object.values(keys) as string[]
  /** As a word of its own; a PIN is six digits, and any six may stand within an id, a time or a coordinate. */
  const says = (text: string, secret: string) => {
    const quoted = secret.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    const beside = /^\d{6}$/.test(secret) ? '[\\w.+/-]' : '\\w'
    return new RegExp(`(?<!${beside})${quoted}(?!${beside})`).test(text)
  }

  test('is there to be looked for, and so are the lines to look in', () => {
    for (const [what, values] of secretsOf())
      expect([what, values.length > 0 && values.every(Boolean)]).toEqual([what, true])
    expect(stage.logged.join('')).toContain('"level":"INFO"')
    expect(says('{"pin":"123456"}', '123456')).toBe(true)
    expect(says(`{"url":"https://robots.example/${ROBOT_KEY}"}`, ROBOT_KEY)).toBe(true)
  })

  test('stands in no line of any log', () => {
    const log = stage.logged.join('')
    const leaked = secretsOf().filter(([, values]) => values.some((one) => says(log, one)))
    expect(leaked.map(([what]) => what)).toEqual([])
  })

  test('is answered by nothing but what made it', () => {
    const leaks = secretsOf().flatMap(([what, values, answeredBy]) =>
      stage.answered
        .filter(({ name }) => !answeredBy.includes(name))
        .filter(({ answer }) => values.some((one) => says(JSON.stringify(answer), one)))
        .map(({ name }) => `${name} tells ${what}`),
    )
    expect([...new Set(leaks)]).toEqual([])
  })
})
