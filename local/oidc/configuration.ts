import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { interactionPolicy, type Provider } from 'oidc-provider'

export type Client = { clientId: string; clientSecret: string; publicUrl: string }
type Context = { oidc: { client: Client; session: { accountId: string }; provider: Provider } }

/** One client, code flow with PKCE, ES256. Keys live as long as the process: nobody keeps a token longer. */
export function configurationFor(client: Client, nameOf: (account: string) => string) {
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${client.publicUrl}/api/session/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [signingKey()] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'name'] },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, name: nameOf(accountId) }),
    }),
    interactions: {
      policy: alwaysAsk(),
      url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}`,
    },
    loadExistingGrant: consent,
    // Cookies are not kept apart by port: these must not be the application's.
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: 'idp_session', interaction: 'idp_interaction', resume: 'idp_resume' },
    },
    ttl: {
      Interaction: 600,
      Session: 3600,
      Grant: 3600,
      AuthorizationCode: 60,
      IdToken: 600,
      AccessToken: 600,
    },
  }
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    ...privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'ES256',
    kid: randomBytes(8).toString('hex'),
  }
}

/** Whoever signs in again wants to be somebody else: no silent return of the last one. */
function alwaysAsk() {
  const { base, Check } = interactionPolicy
  const policy = base()
  policy
    .get('login')
    .checks.add(
      new Check('always', 'who is it this time', ({ oidc }) =>
        oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    )
  return policy
}

/** The console is the owner's own: nobody is asked whether it may know who they are. */
async function consent({ oidc: { client, session, provider } }: Context) {
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid')
  await grant.save()
  return grant
}
