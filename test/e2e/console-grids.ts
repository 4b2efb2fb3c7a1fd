import assert from 'node:assert/strict'
import { atDesk, heading, type Scenario } from './console-desk.ts'

type Feature = {
  properties: { 网格名称?: string; code?: string; name?: string }
  geometry: { coordinates: number[][][][] }
}
type Collection = { features: Feature[] }

/** One grid's first corner goes a hundred metres astray, as somebody's pen would. */
function spoiled(map: Collection): Collection {
  const copy = structuredClone(map)
  const [polygon] = copy.features[0]!.geometry.coordinates
  const ring = polygon![0]!
  const inwards = (axis: number) => ring[0]![axis]! + (ring[2]![axis]! - ring[0]![axis]!) / 20
  const corner = [inwards(0), inwards(1)]
  polygon![0] = [corner, ...ring.slice(1, -1), corner]
  return copy
}

const fileOf = (map: Collection) => ({
  name: 'grids.geojson',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(JSON.stringify(map)),
})

/** What issue 3 promises of the map of grids and of the teams. */
export const gridScenarios: Scenario[] = [
  {
    name: 'console: a map with a gap is drawn and not taken; mended, it is imported and published for its day',
    run: (stack) =>
      atDesk(stack, 'county', async ({ page, look, press }) => {
        await page.goto('/console/areas')
        await heading(page, '区域与网格')
        const href = await page.getByRole('link', { name: '导出 GEOJSON' }).first().getAttribute('href')
        const map = (await page.evaluate(async (url) => (await fetch(url!)).json(), href)) as Collection
        assert.ok(map.features.length > 600)

        await page.getByLabel(/^文件/).setInputFiles(fileOf(spoiled(map)))
        await press('先试一遍')
        await page.getByText(/处边界有问题/).waitFor()
        await page.getByRole('img', { name: /^空缺/ }).first().waitFor()
        assert.ok(await page.getByRole('button', { name: '导入', exact: true }).isDisabled())
        await look('a map with a gap')

        const [first] = map.features
        first!.properties.name = '改名后的网格'
        await page.getByLabel(/^文件/).setInputFiles(fileOf(map))
        await press('先试一遍')
        await page.getByText('没有问题，可以导入。').waitFor()
        await page.getByText(/改动 1 个/).waitFor()
        await press('导入')
        await page.getByLabel('说明').fill('第一网格改名')
        await look('a map to be published')
        await press('发布')
        await page.getByText('已发布第 1 版').waitFor()
        await page.locator('.editions', { hasText: '第一网格改名' }).waitFor()
        await look('editions')
      }),
  },
  {
    name: 'console: the secretary sees who holds the posts, and sends one on leave with a substitute',
    run: (stack) =>
      atDesk(stack, 'secretary', async ({ page, look }) => {
        await page.goto('/console/teams')
        await heading(page, '网格团队')
        await page
          .getByRole('region', { name: '每人的工作量' })
          .getByText(/手上 \d+ 件/)
          .first()
          .waitFor()
        const post = page.getByRole('listitem').filter({ hasText: '网格员' }).first()
        await post.getByRole('button', { name: /^请假/ }).click()
        await look('a leave to be granted')
        await post.getByLabel('到（北京时间）').fill('2099-01-04T09:00')
        await post.getByLabel('代班人（可不填）').fill('p0002')
        await page.keyboard.press('Escape')
        await post.getByRole('button', { name: '确认请假' }).click()
        await post.getByText('已记录').waitFor()
        await post.getByText(/ 请假 ·/).waitFor()
        await look('teams')
      }),
  },
]
