import { HOUR, type Instant, isBefore, later, MINUTE } from '../kernel/instant.ts'
import { Conflict, Problem } from '../kernel/problem.ts'
import { asOf, type Staff } from '../staff/staff.ts'
import type { People, Session, Sessions } from '../tables/staff.ts'
import type { Authenticate, Caller } from './http.ts'
import { sha256 } from './keys.ts'

/** Thirty minutes without a request, eight hours in all (promises.md, V7). */
export const IDLE = 30 * MINUTE
export const LONGEST = 8 * HOUR

/** `__Host-`: the browser sends it to this host only, over a secure origin only (127.0.0.1 counts as one). */
const COOKIE = '__Host-sid'

export const sessionCookie = (secret: string) => `${COOKIE}=${secret}; Path=/; HttpOnly; Secure; SameSite=Lax`

export function secretOf({ cookies }: Pick<Caller, 'cookies'>): string | undefined {
  return cookies.map((cookie) => cookie.split('=')).find(([name]) => name === COOKIE)?.[1]
}

/** Whether the session still speaks for somebody. */
export function isOpen(session: Session | undefined, now: Instant): session is Session & { staffId: string } {
  return (
    !!session?.staffId &&
    !session.endedAt &&
    isBefore(now, session.idleUntil) &&
    isBefore(now, session.endsAt)
  )
}

type Signing = { sessions: Pick<Sessions, 'find'>; people: Pick<People, 'find'>; now(): Instant }

/** The person with the posts held at this moment; undefined for whoever is no longer there. */
export const personNow =
  ({ people, now }: Pick<Signing, 'people' | 'now'>) =>
  async (id: string): Promise<Staff | undefined> => {
    const staff = await people.find(id)
    return staff && asOf(staff, now())
  }

/** Whose browser it is; undefined for a session that is over and for a person who is no longer there. */
export const signedIn = (signing: Signing) => {
  const person = personNow(signing)
  return async (caller: Pick<Caller, 'cookies'>): Promise<Staff | undefined> => {
    const secret = secretOf(caller)
    const session = secret ? await signing.sessions.find(sha256(secret)) : undefined
    return isOpen(session, signing.now()) ? person(session.staffId) : undefined
  }
}

/** For forms of ours that work without script: browsers say where a form was sent from, in one header or the other. */
export function refuseForeignForm({ header }: Pick<Caller, 'header'>, publicUrl: string): void {
  const [site, origin] = [header('sec-fetch-site'), header('origin')]
  const isOurs = site ? site === 'same-origin' : !origin || origin === new URL(publicUrl).origin
  if (!isOurs) throw new Problem('origin-refused')
}

/**
 * Who is asking. A change must come from the console's own pages: the header below cannot be set by another site
 * without a permission we never give, and browsers name the origin in Sec-Fetch-Site.
 */
export const authenticateBy = (signing: Signing): Authenticate => {
  const whose = signedIn(signing)
  return async (caller, isChange) => {
    const site = caller.header('sec-fetch-site')
    if (isChange && (caller.header('x-fenghuang') !== 'console' || (site && site !== 'same-origin')))
      throw new Problem('origin-refused')
    const staff = await whose(caller)
    if (!staff) throw new Problem('signed-out')
    return staff
  }
}

/** Moves the idle limit on. The console asks who it is every few minutes; other requests need not pay for a write. */
export async function keepAlive(
  { sessions, now }: { sessions: Sessions; now(): Instant },
  caller: Caller,
): Promise<void> {
  const secret = secretOf(caller)
  if (!secret) return
  await sessions.touch(sha256(secret), later(now(), IDLE)).catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error // signed out in another tab meanwhile
  })
}
