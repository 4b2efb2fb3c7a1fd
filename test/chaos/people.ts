import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../../lib/kernel/instant.ts'
import { type KeyRing, signToken } from '../../lib/platform/keys.ts'
import { ORDINARY_CATEGORIES } from '../../lib/report/categories.ts'
import { CODES, GRIDS } from '../support/world-county.ts'
import { reportIdOf, type Told } from '../support/world-people.ts'
import type { Chance, Tally } from '../support/world-weather.ts'

export type Street = {
  baseUrl: string
  codeKeys: KeyRing
  chance: Chance
  tally: Tally
  told: Told
  withdrawn: Set<string>
}
type Receipt = { number: string; pin: string; receivedAt: Instant }

const PATIENCE = 6_000
const TRIES = 60

/** A phone on a bad line: tries until it is answered, always with the same key. */
async function insist(path: string, key: string, body: object, { baseUrl, chance, tally }: Street) {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      const answer = await fetch(new URL(path, baseUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE),
      })
      const said = (await answer.json()) as Record<string, unknown>
      if (answer.status < 500) return { status: answer.status, said }
    } catch {} // no answer is not an answer
    tally.count('client retries')
    await sleep(chance.between(100, 900))
  }
  throw new Error(`${path} was not answered in ${TRIES} attempts`)
}

/** Reports something, presses again in 15 of 100 cases, and sometimes takes it back. */
export async function neighbour(street: Street, key: string): Promise<void> {
  const { chance, told, withdrawn, codeKeys } = street
  const form = formOf(chance, codeKeys)
  const send = async () => {
    const { status, said } = await insist('/api/reports', key, form, street)
    if (status !== 201) throw new Error(`the form ${key} was answered ${status} ${String(said.code)}`)
    const { number, pin, receivedAt } = said as Receipt
    told.accepted.set(key, [...(told.accepted.get(key) ?? []), { number, receivedAt }])
    return { number, pin }
  }
  const isHasty = chance.isUp(0.05)
  const [receipt] = await Promise.all([send(), ...(isHasty ? [send()] : [])])
  if (chance.isUp(0.15)) {
    await sleep(chance.between(0, 3_000))
    await send()
  }
  if (chance.isUp(0.25)) {
    await sleep(chance.between(0, 8_000))
    const path = `/api/reports/${receipt!.number}/withdraw`
    const { status } = await insist(
      path,
      `${key}-withdraw`,
      { pin: receipt!.pin, words: '已经解决了' },
      street,
    )
    // Refused means that an attempt whose answer was lost has done it already; the history must say so either way.
    if (status === 200 || status === 409) withdrawn.add(reportIdOf(key))
  }
}

function formOf(chance: Chance, codeKeys: KeyRing) {
  const clue = chance.pick(['code', 'code', 'point', 'none'] as const)
  const [lng, lat] = chance.pick(GRIDS).ring[0]!
  return {
    category: chance.pick(ORDINARY_CATEGORIES),
    words: '楼下夜里很吵,睡不着',
    ...(clue === 'code' && { token: signToken(chance.pick([...CODES.keys()]), codeKeys) }),
    ...(clue === 'point' && { point: { lat: lat + 0.005, lng: lng + 0.005, datum: 'wgs84' } }),
  }
}
