import { ROLE_WORDS } from '../lib/staff/staff.ts'
import { type County, demoCounty } from './county/county.ts'
import type { Account } from './oidc/page.ts'

/** Those of the demo county who have a name of their own to sign in with; the others sign in by number. */
export function demoAccounts(): Account[] {
  known ??= accountsOf(demoCounty())
  return known
}

let known: Account[] | undefined

function accountsOf({ county, streets, grids, staff }: County): Account[] {
  const names = new Map(
    [county, ...streets, ...grids.map(({ community }) => community)].map((area) => [area.code, area.name]),
  )
  for (const { id, name } of grids) names.set(id, name)
  return staff
    .filter(({ account }) => !/^p\d+$/.test(account))
    .map(({ account, name, assignments: [held] }) => ({
      account,
      name,
      title: `${names.get(held!.area)} ${ROLE_WORDS[held!.role].zh}`,
    }))
}
