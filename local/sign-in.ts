/**
 * Signs a person in as a browser would: to the provider, a click on the account, back with a session. Returns the cookie
 * header to send along. Works against the demo provider only, which asks for nothing but a name.
 */
export async function signIn(baseUrl: string, account: string): Promise<string> {
  const cookies = new Map<string, string>()
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const app = new URL(baseUrl).origin

  let at = new URL('/api/session/sign-in', baseUrl)
  for (let hops = 0; hops < 10; hops++) {
    const isQuestion = at.pathname.startsWith('/interaction/')
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: header() },
      ...(isQuestion && { method: 'POST', body: new URLSearchParams({ account }) }),
    })
    const said = await answer.text()
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name!, value!)
    }
    const next = answer.headers.get('location')
    if (!next)
      throw new Error(
        `signing in as ${account}: ${at.origin}${at.pathname} → ${answer.status} ${said.slice(0, 200)}`,
      )
    const isDone = at.origin === app && at.pathname === '/api/session/callback'
    if (isDone) return sessionIn(cookies, account)
    at = new URL(next, at)
  }
  throw new Error(`signing in as ${account}: sent round in circles`)
}

function sessionIn(cookies: Map<string, string>, account: string): string {
  const session = cookies.get('__Host-sid')
  if (!session) throw new Error(`signing in as ${account}: no session came back`)
  return `__Host-sid=${session}`
}
