import { findPlace } from '../../lib/place/find-place.ts'
import { openPlaces } from '../../lib/place/place-index.ts'
import { packPlaces } from '../../lib/place/place-pack.ts'
import { demoPlaces, qualityOf, spell, variations } from '../support/given-places.ts'

const index = demoPlaces()
const asked = (text: string) => {
  const { candidates, ...answer } = findPlace(index, text)
  return { ...answer, name: candidates[0]?.name, gridId: candidates[0]?.gridId }
}

describe('an address in words', () => {
  test.each([
    ['凤凰花园3号楼2单元', '凤凰社区凤凰花园3号楼2单元'],
    ['凤凰小区三号楼', '凤凰社区凤凰花园3号楼'],
    ['凤凰花园３＃楼二单元', '凤凰社区凤凰花园3号楼2单元'],
    ['鳳凰花園三號樓', '凤凰社区凤凰花园3号楼'],
    ['风凰花圆3号搂', '凤凰社区凤凰花园3号楼'],
    ['凤凰花园3-2-501', '凤凰社区凤凰花园3号楼2单元'],
  ])('%s means %s', (text, name) => {
    expect(asked(text)).toEqual({ verdict: 'found', name, gridId: '371724001005001' })
  })

  test.each(['fhxq', 'FHXQ', 'fhhy', 'fhxq3号楼'])(
    '%s, as staff type it, finds 凤凰花园, also called 凤凰小区',
    (text) => {
      expect(findPlace(index, text, true).candidates[0]!.name).toMatch(/^凤凰社区凤凰花园(3号楼)?$/)
      expect(findPlace(index, text).candidates.filter(({ name }) => name.includes('凤凰'))).toEqual([])
    },
  )

  test('that lies in several grids has a place and no grid', () => {
    expect(asked('凤凰社区')).toEqual({ verdict: 'found', name: '凤凰社区', gridId: undefined })
  })

  test('that names two buildings means neither, but what they stand in', () => {
    const name = '凤凰社区凤凰花园'
    for (const text of ['凤凰花园2号楼和3号楼之间', '凤凰花园2、3号楼中间', '凤凰花园二栋到三栋'])
      expect(asked(text)).toEqual({ verdict: 'found', name, gridId: '371724001005001' })
  })

  test('says what of it nobody knows: the compound is found, its 99th building is not', () => {
    const { candidates } = findPlace(index, '凤凰花园99号楼')
    expect(candidates[0]).toMatchObject({ name: '凤凰社区凤凰花园', lacks: ['building'] })
  })

  test.each([
    ['that could be several places', '凤凰社区3号楼', 'several'],
    ['that names no place', '楼道灯坏了', 'nothing'],
    ['that is only a number', '三号楼二单元', 'nothing'],
    ['in another county', '郓城县凤凰花园3号楼', 'elsewhere'],
    ['of a whole town', '万丰镇', 'too-large'],
    ['that is nearly the name of a place', '东凤凰花园', 'unsure'],
    ['with one character before the name of a place', '金凤凰花园', 'unsure'],
    ['with one character more within it', '凤凰山花园3号楼', 'unsure'],
    ['that sounds like one place and is written like others', '家园小区', 'unsure'],
    ['that is empty', '', 'nothing'],
  ])('%s is asked about: %s', (_, text, why) => {
    expect(asked(text)).toMatchObject({ verdict: 'ask', why })
  })

  test('has the same answer each time, whatever was asked before', () => {
    const texts = ['凤凰3号楼', '刘庄', '凤凰花园', '佳信二期', '五里墩']
    const once = texts.map((text) => findPlace(index, text))
    expect(
      texts
        .toReversed()
        .map((text) => findPlace(index, text))
        .reverse(),
    ).toEqual(once)
  })

  test('as long as a form allows, or of any other characters, is answered', () => {
    for (const text of ['凤凰花园'.repeat(50), '😀'.repeat(100), '\u0000\uffff', '3号楼'.repeat(60)])
      expect(['found', 'ask']).toContain(findPlace(index, text).verdict)
  })
})

describe('of the written variations', () => {
  test.each([
    ['that were looked at while the rules were made', 'tuned'],
    ['that were not', 'held'],
  ] as const)('%s nearly all are understood, and hardly one is guessed wrongly', (_, set) => {
    const quality = qualityOf(
      index,
      variations().filter((variation) => variation.set === set),
    )
    expect(quality.count).toBeGreaterThan(300)
    expect(quality.top1).toBeGreaterThan(0.96)
    expect(quality.top3).toBeGreaterThan(0.99)
    expect(quality.falseGuesses).toBeLessThan(0.005)
  })
})

describe('an index', () => {
  test('is the same bytes for the same places, and refuses what it is not', () => {
    const gazetteer = { places: [{ id: 'a', kind: 'street', names: ['甲镇'] }], elsewhere: [] } as const
    const bytes = packPlaces(gazetteer, spell)
    expect(packPlaces(gazetteer, spell)).toEqual(bytes)
    expect(() => openPlaces(bytes.slice(4))).toThrow('not a words index')
    expect(() => openPlaces(bytes.slice(0, -4))).toThrow('words long')
  })

  test('of nothing answers nothing', () => {
    expect(findPlace(openPlaces(packPlaces({ places: [], elsewhere: [] }, spell)), '凤凰花园')).toEqual({
      verdict: 'ask',
      why: 'nothing',
      candidates: [],
    })
  })

  test('takes no place whose surroundings come after it', () => {
    const places = [{ id: 'b', kind: 'building', names: ['1号楼'], parent: 'a' }] as const
    expect(() => packPlaces({ places, elsewhere: [] }, spell)).toThrow('not listed before it')
  })
})
