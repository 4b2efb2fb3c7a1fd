import type { Page } from '../../lib/contracts/http.ts'
import { type Instant, later, MINUTE } from '../../lib/kernel/instant.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { sha256 } from '../../lib/platform/keys.ts'
import { IDLE, LONGEST, secretOf, sessionCookie } from '../../lib/platform/session.ts'
import type { People, Sessions } from '../../lib/tables/staff.ts'

/** What signs people in: OpenID Connect today; chat platforms' own sign-ins come behind the same two questions. */
export type IdentityProvider = {
  begin(): Promise<{ url: string; verifier: string; state: string; nonce: string }>
  /** The account that came back, or a throw when anything does not match. */
  complete(
    query: URLSearchParams,
    pending: { verifier: string; state: string; nonce: string },
  ): Promise<string>
}

export type SigningIn = {
  provider(): Promise<IdentityProvider>
  sessions: Sessions
  people: People
  newId(): string
  now(): Instant
}

/** To the identity provider, remembering under a cookie of its own what must match on the way back. */
export const signIn =
  ({ provider, sessions, newId, now }: SigningIn) =>
  async (_: unknown, { query }: Caller): Promise<Page> => {
    const { url, ...match } = await (await provider()).begin()
    const [secret, at] = [newId() + newId(), now()]
    const endsAt = later(at, 10 * MINUTE)
    await sessions.begin({
      id: sha256(secret),
      pending: { ...match, returnTo: pathOf(query.get('returnTo')) },
      createdAt: at,
      idleUntil: endsAt,
      endsAt,
    })
    return goTo(url, [sessionCookie(secret)])
  }

/** Back from the provider. The pending session ends and one with a new secret begins: a planted cookie is worth nothing. */
export const completeSignIn =
  ({ provider, sessions, people, newId, now }: SigningIn) =>
  async (_: unknown, caller: Caller): Promise<Page> => {
    const pendingId = sha256(secretOf(caller) ?? '')
    const waiting = await sessions.find(pendingId)
    if (!waiting?.pending || waiting.endedAt || waiting.endsAt < now()) throw new Problem('sign-in-failed')
    await sessions.end(pendingId, now())
    const account = await (await provider()).complete(caller.query, waiting.pending).catch(() => {
      throw new Problem('sign-in-failed')
    })
    const staff = await people.findByAccount(account)
    if (!staff) throw new Problem('sign-in-failed')
    const [secret, at] = [newId() + newId(), now()]
    await sessions.begin({
      id: sha256(secret),
      staffId: staff.id,
      createdAt: at,
      idleUntil: later(at, IDLE),
      endsAt: later(at, LONGEST),
    })
    return goTo(waiting.pending.returnTo, [sessionCookie(secret)])
  }

/** Ends the session here; the provider keeps its own. */
export const signOut =
  ({ sessions, now }: Pick<SigningIn, 'sessions' | 'now'>) =>
  async (_: unknown, caller: Caller) => {
    await sessions.end(sha256(secretOf(caller)!), now())
    return {}
  }

/** Only a path of the console, or a link out of a chat: never a way to send somebody elsewhere. */
function pathOf(returnTo: string | null): string {
  const isOurs = /^\/(console(\/[\w\-%.][\w\-/?=&%.]*|\?[\w\-/=&%.]*)?|a\/[\w\-.]+)$/
  return returnTo && isOurs.test(returnTo) ? returnTo : '/console'
}

const goTo = (location: string, cookies: string[]): Page => ({
  status: 302,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  body: '',
  cookies,
})
