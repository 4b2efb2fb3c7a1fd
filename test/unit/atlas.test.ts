import { orient2d } from 'robust-predicates'
import { spell } from '../../functions/areas/spell.ts'
import { COUNTY } from '../../lib/grid/area.ts'
import { openAtlas, packAtlas } from '../../lib/place/atlas.ts'
import { clueOf } from '../../lib/place/clue.ts'
import { gazetteerOf } from '../../lib/place/from-codes.ts'
import { atlases, publishAtlas } from '../../lib/platform/atlases.ts'
import type { Objects } from '../../lib/platform/objects.ts'
import { aCode, someGrids } from '../support/builders.ts'

const grids = someGrids(6)
const codes = [aCode('c1', grids[0]!, { place: '社区1 · 凤凰花园3号楼' })]
const packed = (count = grids.length) =>
  packAtlas(grids.slice(0, count), gazetteerOf(grids.slice(0, count), codes), { side: orient2d, spell })

describe('an atlas', () => {
  const atlas = openAtlas(packed())
  const [west, south] = grids[4]!.ring[0]!

  test('knows grids by name and by point, and the nearest to a point outside', () => {
    const directory = atlas.directory(orient2d)
    expect(directory.grid(grids[2]!.id)).toEqual({ id: grids[2]!.id, name: grids[2]!.name })
    expect(directory.at(west + 0.005, south + 0.005)?.id).toBe(grids[4]!.id)
    expect(directory.nearest(west + 0.005, south - 0.001)).toMatchObject({ grid: { id: grids[4]!.id } })
  })

  test('understands the names its grids and codes carry', () => {
    const name = '社区1凤凰花园3号楼'
    const place = { placeId: `${grids[0]!.id}.凤凰花园.3号楼`, name, gridId: grids[0]!.id }
    expect(clueOf(atlas.places, { place: '凤凰花园三号楼' })).toEqual({
      words: { verdict: 'found', places: [{ ...place, score: 1 }] },
    })
    expect(clueOf(atlas.places, { placeId: place.placeId })).toEqual({ picked: place })
    expect(clueOf(atlas.places, { placeId: 'nowhere', place: '火星' })).toEqual({
      words: { verdict: 'ask', places: [] },
    })
  })

  test('keeps no word of what was written', () => {
    const clue = clueOf(atlas.places, { place: '凤凰花园三号楼，我叫王建国，电话13800000000' })
    expect(JSON.stringify(clue)).not.toMatch(/王建国|1380|三号楼/)
  })

  test('is used wherever in a file its bytes lie, and not when they are something else', () => {
    const bytes = packed()
    for (const offset of [0, 1, 4, 7]) {
      const file = new Uint8Array(bytes.length + offset)
      file.set(bytes, offset)
      const lying = openAtlas(file.subarray(offset))
      expect(lying.directory(orient2d).at(west + 0.005, south + 0.005)?.id).toBe(grids[4]!.id)
      expect(lying.places.size).toBe(atlas.places.size)
    }
    expect(() => openAtlas(bytes.slice(0, -4))).toThrow('bytes long')
    expect(() => openAtlas(new Uint8Array(64))).toThrow('not an atlas')
  })
})

describe('the published atlas', () => {
  const given = () => {
    const files = new Map<string, Uint8Array>()
    const errors: string[] = []
    let [time, isDown] = [0, false]
    const objects: Objects = {
      get: async (key) => {
        if (isDown) throw new Error('no answer')
        const bytes = files.get(key)
        return bytes && { bytes, type: '' }
      },
      put: async (key, bytes) => void files.set(key, bytes),
    }
    const reader = () =>
      atlases(async () => objects, { clock: () => time, log: { error: (line) => void errors.push(line) } })
    return {
      files,
      errors,
      objects,
      reader,
      aMinuteLater: () => {
        time += 60_000
      },
      goDown: () => {
        isDown = true
      },
      damage: (version: string) => {
        const file = files.get(`${COUNTY}/${version}.atlas`)!
        files.set(`${COUNTY}/${version}.atlas`, file.with(file.length - 9, file.at(-9)! ^ 1))
      },
    }
  }

  test('is nothing before the first, and a newer one holds within a minute', async () => {
    const { objects, reader, aMinuteLater } = given()
    const current = reader()
    expect(await current()).toBeUndefined()
    await publishAtlas(objects, packed(3))
    aMinuteLater()
    expect((await current())?.grids).toHaveLength(3)
    await publishAtlas(objects, packed(6))
    expect((await current())?.grids).toHaveLength(3)
    aMinuteLater()
    expect((await current())?.grids).toHaveLength(6)
  })

  test('published twice is the same version, and forgets nothing of the one before', async () => {
    const { files, objects } = given()
    await publishAtlas(objects, packed(3))
    const version = await publishAtlas(objects, packed(6))
    const pointer = files.get(`${COUNTY}/current.json`)
    expect(await publishAtlas(objects, packed(6))).toBe(version)
    expect(files.get(`${COUNTY}/current.json`)).toEqual(pointer)
    expect(files.size).toBe(3)
  })

  test('with one damaged bit is not used: a warm function keeps its own, a cold one takes the one before', async () => {
    const { objects, reader, aMinuteLater, damage, errors } = given()
    await publishAtlas(objects, packed(3))
    const warm = reader()
    expect((await warm())?.grids).toHaveLength(3)
    damage(await publishAtlas(objects, packed(6)))
    aMinuteLater()
    expect((await warm())?.grids).toHaveLength(3)
    expect((await reader()())?.grids).toHaveLength(3)
    expect(errors).toEqual(['atlas damaged', 'atlas damaged'])
  })

  test('stays in use while the bucket does not answer', async () => {
    const { objects, reader, aMinuteLater, goDown } = given()
    await publishAtlas(objects, packed(3))
    const warm = reader()
    await warm()
    goDown()
    aMinuteLater()
    expect((await warm())?.grids).toHaveLength(3)
    await expect(reader()()).rejects.toThrow('no answer')
  })
})
