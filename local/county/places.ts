import type { Gazetteer, Place } from '../../lib/place/gazetteer.ts'
import type { County } from './county.ts'
import { URBAN_STREET } from './divisions.ts'

/** What every street of the seat has, after its communities' names. Synthetic, like the buildings. */
const LANDMARKS = ['小学', '幼儿园', '农贸市场', '卫生服务中心']
const UNITS = 3
/** What people say beside the name on the gate. Synthetic as well. */
const ALSO: Record<string, string[]> = {
  凤凰花园: ['凤凰小区', '老棉厂家属院'],
  佳信家园: ['佳信二期'],
  新华新村: ['一中家属院'],
  古城花园: ['化肥厂家属院'],
}
/** Cities and counties around Juye, whose addresses are not ours. */
const ELSEWHERE = [
  ...[
    '郓城',
    '嘉祥',
    '金乡',
    '成武',
    '定陶',
    '曹县',
    '单县',
    '鄄城',
    '东明',
    '牡丹区',
    '梁山县',
    '济宁',
    '济南',
    '青岛',
  ],
  ...['临沂', '枣庄', '商丘', '北京', '上海', '天津', '河南', '河北', '江苏', '安徽'],
]

/** The names people may say: streets, communities and villages are real, compounds, buildings, units and landmarks made up. */
export function placesOf({ county, streets, grids, codes }: County): Gazetteer {
  const inCommunity = Map.groupBy(grids, ({ community }) => community.code)
  const communities = [...inCommunity].map(([code, within]): Place => {
    const { community, street } = within[0]!
    return {
      id: code,
      kind: 'community',
      names: [community.name, ...aliasesOf(community.name)],
      parent: street.code,
      ...(within.length === 1 && { gridId: within[0]!.id }),
    }
  })
  return {
    places: [
      { id: county.code, kind: 'county', names: [county.name] },
      ...streets.map(
        ({ code, name }): Place => ({ id: code, kind: 'street', names: [name], parent: county.code }),
      ),
      ...communities,
      ...grids.filter(({ street }) => street.code === URBAN_STREET).map(landmarkOf),
      ...compoundsOf(codes),
    ],
    elsewhere: ELSEWHERE,
  }
}

/** 张家村村 is written with one 村 or two; 凤凰社区 is also its 居委会. */
function aliasesOf(name: string): string[] {
  if (/村村$/.test(name)) return [name.slice(0, -1)]
  return /社区$/.test(name) ? [name.replace(/社区$/, '居委会')] : []
}

function landmarkOf({ id, community }: County['grids'][number]): Place {
  const kind = LANDMARKS[(Number(id.slice(12)) - 1) % LANDMARKS.length]!
  const name = community.name.replace(/(社区|村)$/, '') + kind
  return { id: `${id}.landmark`, kind: 'landmark', names: [name], parent: community.code, gridId: id }
}

/** `place` of a code reads 凤凰社区 · 凤凰花园3号楼. */
function compoundsOf(codes: County['codes']): Place[] {
  const known = new Set<string>()
  return codes.flatMap(({ gridId, place }): Place[] => {
    const [, compound, building] = /^.* · (.+?)(\d+号楼)$/.exec(place) ?? []
    if (!compound || !building) return []
    const [id, own] = [`${gridId}.${compound}`, `${gridId}.${compound}.${parseInt(building, 10)}`]
    const first: Place[] = known.has(id)
      ? []
      : [
          {
            id,
            kind: 'compound',
            names: [compound, ...(ALSO[compound] ?? [])],
            parent: gridId.slice(0, 12),
            gridId,
          },
        ]
    known.add(id)
    const units = Array.from(
      { length: UNITS },
      (_, unit): Place => ({
        id: `${own}.${unit + 1}`,
        kind: 'unit',
        names: [`${unit + 1}单元`],
        parent: own,
      }),
    )
    return [...first, { id: own, kind: 'building', names: [building], parent: id }, ...units]
  })
}
