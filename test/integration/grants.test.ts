import type { FunctionName } from '../../lib/stack/stack.ts'
import { testEngines } from '../support/engines.ts'
import { FUNCTIONS, GRANTS, isNeeded, rightsOfRole } from '../support/granted.ts'
import { tellStory } from '../support/story.ts'
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

let stage: Pick<Stage, 'played' | 'asked'>
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
