import { type Challenge, solveChallenge } from 'altcha-lib'
import type { DeriveKeyFunction } from 'altcha-lib/types'

// Fetched only by those who are asked for it.

/** The library's own for browsers comes as a worker; the browser's own cryptography does not hold the page up either. */
const deriveKey: DeriveKeyFunction = async ({ cost, keyLength }, salt, password) => {
  const key = await crypto.subtle.importKey('raw', copyOf(password), 'PBKDF2', false, ['deriveBits'])
  const rule = { name: 'PBKDF2', hash: 'SHA-256', salt: copyOf(salt), iterations: cost }
  return { derivedKey: new Uint8Array(await crypto.subtle.deriveBits(rule, key, keyLength * 8)) }
}
/** The library writes its next guess into the same bytes. */
const copyOf = (bytes: Uint8Array) => new Uint8Array(bytes)

const PATIENCE = 30_000

/** Does the work that the server asked for; empty when this phone cannot. What comes back goes into `X-Proof`. */
export async function prove(challenge: unknown): Promise<string> {
  const given = challenge as Challenge
  const solution = await solveChallenge({ challenge: given, deriveKey, timeout: PATIENCE })
  return solution ? btoa(JSON.stringify({ challenge: given, solution })) : ''
}
