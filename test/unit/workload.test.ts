import { workloadOf } from '../../lib/staff/workload.ts'
import { PHOENIX } from '../support/given.ts'

const COMMUNITY = PHOENIX.slice(0, 12)

test('the workload of a grid is what is open there, by the posts it lies with', () => {
  const ruled = { rule: { version: 1, id: 'a' }, post: 'aux_police' }
  expect(
    workloadOf([
      { gridId: PHOENIX },
      { gridId: PHOENIX },
      { gridId: PHOENIX, ruled },
      { gridId: PHOENIX, level: 'grid' },
      { gridId: PHOENIX, level: 'community', ruled },
    ]),
  ).toEqual([
    {
      area: PHOENIX,
      open: 5,
      raised: 2,
      posts: [
        { role: 'grid_worker', open: 2 },
        { role: 'aux_police', open: 2 },
        { role: 'community_worker', open: 1 },
        { role: 'community_secretary', open: 1 },
      ],
    },
  ])
})

test('what nobody has taken is its community’s, and lies with nobody until it is raised', () => {
  expect(workloadOf([{ community: COMMUNITY }])).toEqual([{ area: COMMUNITY, open: 1, raised: 0, posts: [] }])
  expect(workloadOf([{ community: COMMUNITY, level: 'community' }])[0]!.posts).toEqual([
    { role: 'community_secretary', open: 1 },
  ])
})
