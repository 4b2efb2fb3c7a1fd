/** The package brings no types: as much as the sign-in of this machine uses. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Context = {
    oidc: { result?: { login?: unknown }; client: { clientId: string }; session: { accountId: string } }
  }
  type Prompt = { checks: { add(check: unknown): void } }

  export class Provider {
    constructor(issuer: string, configuration: object)
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ uid: string }>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
    Grant: new (of: {
      clientId: string
      accountId: string
    }) => { addOIDCScope(scope: string): void; save(): Promise<string> }
    on(event: string, listener: (...args: never[]) => void): this
  }

  export const interactionPolicy: {
    base(): { get(name: 'login'): Prompt }
    Check: {
      new (reason: string, words: string, check: (context: Context) => boolean): unknown
      REQUEST_PROMPT: boolean
      NO_NEED_TO_PROMPT: boolean
    }
  }
}
