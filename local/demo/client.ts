import { signIn } from '../sign-in.ts'

// biome-ignore lint/suspicious/noExplicitAny: a story told over plain HTTP looks at answers as a newcomer with curl would
export type Answer = Record<string, any>

/** A person at the public address: a resident without a cookie, or staff with a session. Nothing but HTTP. */
export type Person = {
  get(path: string): Promise<Answer>
  post(path: string, body: unknown, key?: string): Promise<Answer>
}

export function resident(baseUrl: string): Person {
  return person(baseUrl, {})
}

export async function staff(baseUrl: string, account: string): Promise<Person> {
  return person(baseUrl, { cookie: await signIn(baseUrl, account), 'x-fenghuang': 'console' })
}

function person(baseUrl: string, headers: Record<string, string>): Person {
  const call = async (method: string, path: string, body?: unknown, key?: string): Promise<Answer> => {
    const answer = await fetch(new URL(path, baseUrl), {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const said = (await answer.json()) as Answer
    if (!answer.ok) throw new Error(`${method} ${path} → ${answer.status} ${JSON.stringify(said)}`)
    return said
  }
  return { get: (path) => call('GET', path), post: (path, body, key) => call('POST', path, body, key) }
}

/** Asks again until the answer is there; a demonstration that waits for ever demonstrates nothing. */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`)
    await new Promise((done) => setTimeout(done, 100))
  }
}
