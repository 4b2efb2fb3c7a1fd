import fc from 'fast-check'
import { communityOf } from '../../lib/grid/area.ts'
import {
  advance,
  begin,
  type Directory,
  dueOf,
  inForce,
  noEditions,
  publish,
} from '../../lib/grid/editions.ts'
import { type Instant, later, MINUTE, shanghai } from '../../lib/kernel/instant.ts'
import { someGrids } from '../support/builders.ts'

const NOW = shanghai('2026-03-02 09:00')
const after = (minutes: number): Instant => later(NOW, minutes * MINUTE)
const asked = (minutes: number) => ({
  key: `k${minutes}`,
  effectiveAt: after(minutes),
  by: 'ann',
  note: '调整',
  grids: 9,
})

test('editions take effect in the order they were published, whatever days were asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 60 })),
      fc.integer({ min: 0, max: 70 }),
      (minutes, at) => {
        const directory = minutes.reduce(published, noEditions('371724'))
        const days = directory.editions.map(({ effectiveAt }) => effectiveAt)
        expect(days).toEqual(days.toSorted())
        expect(days.every((day) => day >= after(3))).toBe(true)
        const past = days.filter((day) => day <= after(at)).length
        expect(inForce(directory.editions, after(at))?.edition ?? 0).toBe(past)
      },
    ),
  )
})

function published(directory: Directory, minutes: number): Directory {
  try {
    return publish(directory, asked(minutes), NOW).value
  } catch {
    return directory // too early: refused, and nothing changes
  }
}

test('every changed community is gone through to its last page, each message once, whatever arrives twice or late', () => {
  const page = fc.integer({ min: 1, max: 3 })
  fc.assert(
    fc.property(fc.array(page, { minLength: 4, maxLength: 4 }), fc.boolean(), (pages, isRepeated) => {
      const maps = { before: [], after: someGrids(12) }
      const communities = [...new Set(maps.after.map(({ id }) => communityOf(id)))]
      let outcome = begin(published(noEditions('371724'), 5), 1, maps, after(5))
      const seen: string[] = []
      const redrawn: string[] = []
      while (outcome) {
        const { value, events }: NonNullable<typeof outcome> = outcome
        redrawn.push(
          ...events.flatMap(({ type, data }) => (type === 'areas.redrawn' ? [data.community] : [])),
        )
        const [moving] = events.filter(({ type }) => type === 'areas.moving')
        if (!moving) break
        const done = moving.data as { edition: number; left: number; cursor?: string }
        const [community] = value.moving!.communities
        seen.push(community!)
        const number = Number(done.cursor ?? 1)
        outcome = advance(
          value,
          done,
          number < pages[communities.indexOf(community!)]! ? `${number + 1}` : undefined,
        )
        if (isRepeated) expect(advance(outcome!.value, done, undefined)).toBeUndefined()
        if (!outcome!.value.moving)
          expect([dueOf(outcome!.value), outcome!.value.followed]).toEqual([undefined, 1])
      }
      expect(seen).toEqual(communities.flatMap((one, index) => Array(pages[index]!).fill(one)))
      expect(redrawn).toEqual(communities)
    }),
  )
})
