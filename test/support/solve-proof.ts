import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'

/** The header with which a phone that was asked for work comes back. */
export async function solveProof(challenge: unknown): Promise<{ 'x-proof': string }> {
  const solution = await solveChallenge({ challenge: challenge as Challenge, deriveKey })
  return { 'x-proof': Buffer.from(JSON.stringify({ challenge, solution })).toString('base64') }
}
