import { later, MINUTE, shanghai } from '../../lib/kernel/instant.ts'
import { Conflict, Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import {
  authenticateBy,
  IDLE,
  isOpen,
  keepAlive,
  secretOf,
  sessionCookie,
} from '../../lib/platform/session.ts'
import type { Session } from '../../lib/tables/staff.ts'
import { aCaller, aStaff } from '../support/builders.ts'

const MORNING = shanghai('2026-03-02 08:30')
const SECRET = 'the-secret-of-the-browser'
const session: Session = {
  id: sha256(SECRET),
  staffId: 'ann',
  createdAt: MORNING,
  idleUntil: shanghai('2026-03-02 09:00'),
  endsAt: shanghai('2026-03-02 16:30'),
}

describe('a session', () => {
  test.each([
    ['speaks for somebody', session, '2026-03-02 08:59', true],
    ['is over after thirty minutes without a request', session, '2026-03-02 09:00', false],
    [
      'is over after eight hours, however busy',
      { ...session, idleUntil: shanghai('2026-03-02 17:00') },
      '2026-03-02 16:30',
      false,
    ],
    ['is over once it was ended', { ...session, endedAt: MORNING }, '2026-03-02 08:31', false],
    [
      'speaks for nobody while signing in',
      { ...session, staffId: undefined } as unknown as Session,
      '2026-03-02 08:31',
      false,
    ],
    ['that does not exist speaks for nobody', undefined, '2026-03-02 08:31', false],
  ])('%s', (_, one, when, speaks) => {
    expect(isOpen(one, shanghai(when))).toBe(speaks)
  })

  test('rides in a cookie that only this host and no script gets', () => {
    const cookie = sessionCookie(SECRET)
    expect(cookie).toMatch(/^__Host-sid=/)
    for (const word of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(word)
    expect(cookie).not.toContain('Domain')
    expect(secretOf({ cookies: ['theme=dark', cookie.split(';')[0]!] })).toBe(SECRET)
    expect(secretOf({ cookies: ['theme=dark'] })).toBeUndefined()
  })
})

type Asking = { headers?: Record<string, string>; cookies?: string[]; isChange?: boolean; known?: boolean }

async function ask({
  headers = {},
  cookies = [`__Host-sid=${SECRET}`],
  isChange = false,
  known = true,
}: Asking) {
  const looked: string[] = []
  const authenticate = authenticateBy({
    sessions: {
      find: async (id: string) => {
        looked.push(id)
        return id === session.id ? session : undefined
      },
    } as Parameters<typeof authenticateBy>[0]['sessions'],
    people: { find: async (id) => (known ? aStaff(id) : undefined) },
    now: () => MORNING,
  })
  const caller: Caller = aCaller({ cookies, header: (name) => headers[name] })
  const answer = await authenticate(caller, isChange).catch((error: unknown) => error)
  return { answer: answer instanceof Problem ? answer.code : (answer as { id: string }).id, looked }
}

const PAGE = { 'x-fenghuang': 'console', 'sec-fetch-site': 'same-origin' }

describe('who asks', () => {
  test.each<[string, Asking, string]>([
    ['is the person of the session', {}, 'ann'],
    ['is nobody without a cookie', { cookies: [] }, 'signed-out'],
    ['is nobody with a cookie that was made up', { cookies: ['__Host-sid=guess'] }, 'signed-out'],
    ['is nobody with a cookie another host could have set', { cookies: [`sid=${SECRET}`] }, 'signed-out'],
    ['is nobody once the person has left', { known: false }, 'signed-out'],
    ['may change things from the console', { isChange: true, headers: PAGE }, 'ann'],
    [
      'may change things from a browser that names no site',
      { isChange: true, headers: { 'x-fenghuang': 'console' } },
      'ann',
    ],
    ['may not change things by a form of another site', { isChange: true }, 'origin-refused'],
    [
      'may not change things from another site',
      { isChange: true, headers: { ...PAGE, 'sec-fetch-site': 'cross-site' } },
      'origin-refused',
    ],
    [
      'may not change things from a sister host',
      { isChange: true, headers: { ...PAGE, 'sec-fetch-site': 'same-site' } },
      'origin-refused',
    ],
  ])('%s', async (_, asking, answer) => {
    expect((await ask(asking)).answer).toBe(answer)
  })

  test('comes with the posts held at this moment only', async () => {
    const person = aStaff('ann')
    const ended = { role: 'admin' as const, area: '371724', until: MORNING }
    const authenticate = authenticateBy({
      sessions: { find: async () => session } as unknown as Parameters<typeof authenticateBy>[0]['sessions'],
      people: { find: async () => ({ ...person, assignments: [...person.assignments, ended] }) },
      now: () => MORNING,
    })
    expect(await authenticate(aCaller({ cookies: [`__Host-sid=${SECRET}`] }), false)).toEqual(person)
  })

  test('is looked up by the hash of the cookie, and not at all when the origin is wrong', async () => {
    expect((await ask({})).looked).toEqual([sha256(SECRET)])
    expect((await ask({ isChange: true })).looked).toEqual([])
  })
})

describe('being there', () => {
  const touching = async (fails?: Error, cookies = [`__Host-sid=${SECRET}`]) => {
    const touched: unknown[] = []
    const sessions = {
      touch: async (...args: unknown[]) => {
        touched.push(args)
        if (fails) throw fails
      },
    } as unknown as Parameters<typeof keepAlive>[0]['sessions']
    await keepAlive({ sessions, now: () => MORNING }, aCaller({ cookies }))
    return touched
  }

  test('moves the idle limit on by thirty minutes', async () => {
    expect(IDLE).toBe(30 * MINUTE)
    expect(await touching()).toEqual([[sha256(SECRET), later(MORNING, IDLE)]])
  })

  test('in one tab while another signs out is no error, and a broken table is one', async () => {
    expect(await touching(new Conflict())).toHaveLength(1)
    await expect(touching(new Error('the table does not answer'))).rejects.toThrow('does not answer')
  })

  test('without a session touches nothing', async () => {
    expect(await touching(undefined, [])).toEqual([])
  })
})
