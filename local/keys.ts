import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SecretName } from '../lib/stack/stack.ts'

export type Keys = Record<SecretName, string>

const RINGS = ['CODE_KEYS', 'PIN_KEYS', 'DATA_KEYS', 'MEDIA_KEYS', 'FLOOD_KEYS'] as const

/**
 * The secrets of the stack on this machine: made on the first run, kept beside the data they encrypt, readable by the
 * owner only. A name that a newer version asks for is added.
 */
export function keysIn(dataDir: string): Keys {
  const file = join(dataDir, 'keys.json')
  const kept = read(file)
  const keys = { ...made(), ...kept }
  if (Object.keys(keys).some((name) => !(name in kept))) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  }
  return keys
}

function made(): Keys {
  const random = () => randomBytes(32).toString('base64url')
  const rings = RINGS.map((name) => [name, `k1:${random()}`])
  return { ...Object.fromEntries(rings), OIDC_CLIENT_SECRET: random() }
}

function read(file: string): Partial<Keys> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Keys>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error // half a file must not be replaced: what it encrypted would be lost
  }
}
