import * as client from 'openid-client'
import type { IdentityProvider } from './sign-in.ts'

export type OpenIdSettings = { issuer: string; clientId: string; clientSecret: string; publicUrl: string }

/** OpenID Connect, code flow with PKCE, state and nonce. The issuer is asked once per warm function. */
export function openId({
  issuer,
  clientId,
  clientSecret,
  publicUrl,
}: OpenIdSettings): () => Promise<IdentityProvider> {
  const redirect_uri = `${publicUrl}/api/session/callback`
  // A provider on this machine's loopback may speak plain http (RFC 8252 §7.3); any other must have TLS.
  const isLoopback = new URL(issuer).hostname === '127.0.0.1'
  const options = isLoopback ? { execute: [client.allowInsecureRequests] } : {}
  let discovered: Promise<client.Configuration> | undefined

  return async () => {
    discovered ??= client
      .discovery(new URL(issuer), clientId, clientSecret, undefined, options)
      .catch((error: unknown) => {
        discovered = undefined
        throw error
      })
    const config = await discovered
    return {
      async begin() {
        const [verifier, state, nonce] = [
          client.randomPKCECodeVerifier(),
          client.randomState(),
          client.randomNonce(),
        ]
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri,
          scope: 'openid',
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
        return { url: url.href, verifier, state, nonce }
      },
      async complete(query, { verifier, state, nonce }) {
        const tokens = await client.authorizationCodeGrant(config, new URL(`${redirect_uri}?${query}`), {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        return tokens.claims()!.sub
      },
    }
  }
}
