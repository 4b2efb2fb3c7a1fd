import { type LookupAddress, lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from '../../lib/alerts/address.ts'

type Resolve = (
  hostname: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/**
 * What a connection resolves a name with: the addresses that are checked are those it connects to, so a name cannot change
 * its meaning in between. One address that is not public refuses the name: an honest one has no such mixture.
 * An address written in the URL never comes here; `targetAllowed` refuses those.
 */
export function publicLookup(ask: Resolve): LookupFunction {
  return (hostname, options, done) =>
    ask(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const [first] = found
      if (!first || !found.every(({ address }) => isPublicAddress(address)))
        return done(Object.assign(new Error('not a public address'), { code: 'EREFUSEDADDRESS' }), '')
      return options.all ? done(null, found) : done(null, first.address, first.family)
    })
}

export const lookup: LookupFunction = publicLookup(resolve)
