import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as z from 'zod/mini'
import { type Level, WORK } from '../abuse/limits.ts'
import { type Instant, later, MINUTE, msOf, SECOND } from '../kernel/instant.ts'
import { type KeyRing, sha256 } from './keys.ts'

/** Long enough for the slowest phone, too short to collect solutions. */
const GOOD_FOR = 10 * MINUTE
/** PBKDF2 rounds per guess. The hardest, 400 guesses, took 0.3 s where it was measured; a weak phone is six to ten times slower. */
const ROUNDS = 5_000

const Text = z.string().check(z.maxLength(200))
const Payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: Text,
      salt: Text,
      cost: z.literal(ROUNDS),
      keyLength: z.int(),
      keyPrefix: Text,
      data: z.object({ level: z.int(), subject: z.string() }),
    }),
    signature: Text,
  }),
  solution: z.object({ counter: z.int(), derivedKey: Text }),
})

export type Proofs = {
  /** Work for whoever sends the request named by `key`; nobody else can use what comes of it. */
  ask(level: Level, key: string): Promise<object>
  /** Whether enough work was done for this very request. Spent with it: a repeat of the request is the same request. */
  holds(given: string | undefined, level: Level, key: string): Promise<boolean>
}

export type Proving = { floodKeys: KeyRing; now(): Instant; dice(): number }

/** Proof of work (ALTCHA), signed and stateless: nothing is stored until a report is accepted. */
export const proofs = ({ floodKeys, now, dice }: Proving): Proofs => ({
  ask(level, key) {
    const [hmacSignatureSecret, hmacKeySignatureSecret] = secretsOf(floodKeys[0]!)
    return createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: ROUNDS,
      counter: Math.round(WORK[level] * (0.5 + dice() / 2)),
      deriveKey,
      expiresAt: Math.ceil(msOf(later(now(), GOOD_FOR)) / SECOND),
      data: { level, subject: subjectOf(key) },
      hmacSignatureSecret,
      hmacKeySignatureSecret,
    })
  },
  async holds(given, level, key) {
    const payload = given ? read(given) : undefined
    if (!payload) return false
    const { challenge, solution } = payload
    const { data } = challenge.parameters
    // One step less is enough: others go on drawing while a phone works.
    if (data.subject !== subjectOf(key) || data.level < level - 1) return false
    for (const ringKey of floodKeys) {
      const [hmacSignatureSecret, hmacKeySignatureSecret] = secretsOf(ringKey)
      const checked = await verifySolution({
        challenge,
        solution,
        deriveKey,
        hmacSignatureSecret,
        hmacKeySignatureSecret,
      })
      if (checked.verified) return true
    }
    return false
  },
})

const subjectOf = (key: string) => sha256(`proof.${key}`).slice(0, 16)
const secretsOf = ({ key }: KeyRing[number]): [signing: string, answering: string] => [
  sha256(`proof.sign.${key.toString('base64url')}`),
  sha256(`proof.answer.${key.toString('base64url')}`),
]

function read(given: string) {
  try {
    return Payload.parse(JSON.parse(Buffer.from(given, 'base64').toString()))
  } catch {
    return undefined // whatever it is, it proves nothing
  }
}
