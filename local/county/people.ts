import { type Random, seeded } from '../../lib/simulate/random.ts'
import type { Grid, Role, Staff } from './county.ts'
import { isVillage } from './divisions.ts'
import { pick } from './random.ts'

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const FIRST = [...'建国志秀玉春海晓文明德桂永红丽雪成立新振家庆宝福金']
const SECOND = [...'华平军英梅强芳霞东峰兰伟静敏超娟勇玲辉艳涛刚云鹏燕']

/** Those who sign in during a demo; everybody else's account is their id. */
const ACCOUNTS: Record<string, string> = {
  'grid_worker 371724001005001': 'grid',
  'community_worker 371724001005': 'community',
  'aux_police 371724001005': 'police',
  'community_secretary 371724001005': 'secretary',
  'street_coordinator 371724001': 'street',
  'station_chief 371724001': 'chief',
}

/** How many villages of one street one person serves; a residents' committee has people of its own. */
const VILLAGES_SERVED = { community_secretary: 1, community_worker: 2, aux_police: 5 }

/** Synthetic people for every post: a post on a community holds for all its grids. */
export function peopleOf(county: string, grids: Grid[]): Staff[] {
  const random = seeded(20_260)
  const staff: Staff[] = []
  const hire = (role: Role, areas: string[], account = ACCOUNTS[`${role} ${areas[0]}`]) => {
    const id = `p${`${staff.length + 1}`.padStart(4, '0')}`
    const assignments = areas.map((area) => ({ role, area }))
    staff.push({ id, name: nameOf(random), account: account ?? id, assignments })
  }

  hire('admin', [county], 'admin')
  hire('county_supervisor', [county], 'county')
  hire('county_supervisor', [county], 'county2')
  hire('county_inspector', [county], 'inspector')
  for (const [street, within] of Map.groupBy(grids, (grid) => grid.street.code)) {
    const communities = [...new Set(within.map((grid) => grid.community.code))]
    hire('street_coordinator', [street])
    hire('station_chief', [street])
    for (const [role, villages] of Object.entries(VILLAGES_SERVED) as [
      keyof typeof VILLAGES_SERVED,
      number,
    ][]) {
      for (const areas of teams(communities, villages)) hire(role, areas)
    }
    for (const { id } of within) hire('grid_worker', [id])
  }
  return staff
}

function teams(communities: string[], villages: number): string[][] {
  const [rural, urban] = [communities.filter(isVillage), communities.filter((code) => !isVillage(code))]
  const starts = Array.from({ length: Math.ceil(rural.length / villages) }, (_, index) => index * villages)
  return [...urban.map((code) => [code]), ...starts.map((start) => rural.slice(start, start + villages))]
}

function nameOf(random: Random): string {
  return pick(SURNAMES, random) + (random() < 0.8 ? pick(FIRST, random) : '') + pick(SECOND, random)
}
