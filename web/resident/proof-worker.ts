/// <reference lib="webworker" />
import { type Challenge, solveChallenge } from 'altcha-lib'
import type { DeriveKeyFunction } from 'altcha-lib/types'

/** Beside the page, so that it stays alive on a phone that has one slow core to itself. */
declare const self: DedicatedWorkerGlobalScope

/** In milliseconds. */
const PATIENCE = 30_000

/** The browser's own cryptography: the library's for browsers drags another hash along. */
const deriveKey: DeriveKeyFunction = async ({ cost, keyLength }, salt, password) => {
  const key = await crypto.subtle.importKey('raw', copyOf(password), 'PBKDF2', false, ['deriveBits'])
  const rule = { name: 'PBKDF2', hash: 'SHA-256', salt: copyOf(salt), iterations: cost }
  return { derivedKey: new Uint8Array(await crypto.subtle.deriveBits(rule, key, keyLength * 8)) }
}
/** The library writes its next guess into the same bytes. */
const copyOf = (bytes: Uint8Array) => new Uint8Array(bytes)

self.onmessage = async ({ data: challenge }: MessageEvent<Challenge>) => {
  const solution = await solveChallenge({ challenge, deriveKey, timeout: PATIENCE }).catch(() => null)
  self.postMessage(solution ? btoa(JSON.stringify({ challenge, solution })) : '')
}
