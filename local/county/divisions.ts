import { readFileSync } from 'node:fs'

/** A community (居委会) or village (村委会) with its 12-digit statistical code and official name. */
export type Division = { code: string; name: string; streetCode: string; streetName: string }

export const URBAN_STREET = '371724001'

export function divisions(): Division[] {
  const [, ...rows] = readFileSync(new URL('./juye-divisions.csv', import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/)
  return rows.map((row) => {
    const [code, name, streetCode, streetName] = row.split(',') as [string, string, string, string]
    return { code, name, streetCode, streetName }
  })
}

/** The last three digits tell: residents' committees count from 001, villagers' committees from 200. */
export function isVillage(code: string): boolean {
  return Number(code.slice(9, 12)) >= 200
}

/** What people say: 凤凰社区 for 凤凰社区居民委员会. */
export function spokenName(name: string): string {
  return name.replace(/[居村]民委员会$/, '')
}
