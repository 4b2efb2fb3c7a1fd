/** What a normalised text says of building and unit, and what is left for names; what was taken out leaves a blank. */
export type Parts = { building?: number; unit?: number; rest: string }

/** Also as an input method errs: 号 as 好 or 浩, 楼 as 搂, 单元 as 但元. */
const [NO, HOUSE] = ['[号好浩毫]', '[楼搂娄]']
const LABEL = '(\\d{1,3}|(?<![a-z])[a-z]\\d?|[甲乙丙丁])'
const BUILDINGS = [
  `${LABEL} ?(?:${NO} ?${HOUSE}|# ?${HOUSE}?|${HOUSE}${NO}|${NO}?[栋幢座])`,
  `${HOUSE}${NO}? ?${LABEL}(?!\\d)`,
  `${LABEL}${NO}(?![院线路门中])`,
].map((pattern) => new RegExp(`第?${pattern}`))
/** 2号楼和3号楼之间: which of the two nobody said, so neither is taken. */
const BETWEEN = new RegExp(
  `${LABEL} ?(?:${NO} ?${HOUSE}|#|[栋幢座])? ?[、和与跟及至到] ?第?${LABEL} ?(?:${NO} ?${HOUSE}|# ?${HOUSE}?|[栋幢座])`,
)
const UNIT =
  /第?(\d{1,2}|[甲乙丙丁]|[a-z]) ?(?:号?[单但][元园员圆位]|门洞|号门|单(?!位)|门(?!口|市|店|前|卫))/
/** 3-2-501 and 3-2: how rooms are numbered; 2-501 after the building is unit and room. */
const DASHED = /(\d{1,3}) ?[-—–~_/] ?(\d{1,2})(?:(?: ?[-—–~_/] ?| )\d{3,4})?(?!\d)/
const UNIT_AND_ROOM = /(\d{1,2}) ?[-—–~_/] ?\d{3,4}/
const ROOM = /\d{3,4} ?(?:室|房|户|号)?|\d{1,2} ?[层楼]/g
const STOREY_OR_BUILDING = new RegExp(`(\\d{1,2})${HOUSE}(?![上下道梯])`)
const BARE = /(\d{1,2})(?= *$| +)/

/** Buildings and units are numbered; a letter or 甲 has a number of its own that no building carries. */
export function labelOf(label: string): number {
  const heavenly = '甲乙丙丁'.indexOf(label)
  if (heavenly >= 0) return 2_000 + heavenly
  if (/^\d+$/.test(label)) return Number(label)
  return 1_000 + label.charCodeAt(0) * 10 + Number(label.slice(1) || 0)
}

export function partsOf(normalised: string): Parts {
  let rest = normalised.replace(BETWEEN, ' ')
  const take = (pattern: RegExp): string[] | undefined => {
    const found = pattern.exec(rest)
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
    return found?.slice(1)
  }
  const parts: { building?: number; unit?: number } = {}
  const unit = take(UNIT)?.[0]
  let building: string | undefined
  for (const pattern of BUILDINGS) building ??= take(pattern)?.[0]
  const dashed = building ? take(UNIT_AND_ROOM) : take(DASHED)
  if (dashed && !building) building = dashed[0]
  building ??= take(STOREY_OR_BUILDING)?.[0]
  rest = rest.replace(ROOM, ' ')
  building ??= take(BARE)?.[0]
  const unitLabel = unit ?? dashed?.at(-1)
  if (building) parts.building = labelOf(building)
  if (unitLabel) parts.unit = labelOf(unitLabel)
  return { ...parts, rest }
}
