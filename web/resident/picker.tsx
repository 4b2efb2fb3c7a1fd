/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { fill } from '../shared/speak.ts'
import type { Room } from './parts.tsx'
import { call } from './send.ts'
import { ROOM_WORDS } from './words-rooms.ts'

type Row = { id: string; name: string }
/** A grid's name often begins with its community's. */
const fullName = (community: string, grid: string) =>
  grid.startsWith(community) ? grid : `${community} ${grid}`

type Level = { rows: Row[]; chosen: string }

/** 街道 → 社区 → 网格 → 楼, as far as the directory goes and the person likes. From the grid on it is a place. */
export function Picker({ t, language, draft, write }: Room) {
  const r = ROOM_WORDS[language]
  const [levels, setLevels] = useState<Level[]>([])
  const [isLost, setLost] = useState(false)
  const load = async (area: string, above: Level[]) => {
    setLost(false)
    try {
      const { items } = await call('listPlaces', { query: area ? { area } : {} })
      setLevels(items.length > 0 ? [...above, { rows: items, chosen: '' }] : above)
    } catch {
      setLost(true)
    }
  }
  const choose = (index: number, id: string) => {
    const above = levels
      .slice(0, index + 1)
      .map((level, at) => (at === index ? { ...level, chosen: id } : level))
    setLevels(above)
    const named = above.map(({ rows, chosen }) => rows.find((row) => row.id === chosen))
    const row = named[index]
    if (!row) return
    if (index === 3) return write({ place: row.name })
    if (index === 2) write({ grid: { id, name: fullName(named[1]!.name, row.name) } })
    void load(id, above)
  }
  return (
    <div class="field">
      {draft.grid && <p class="hint">{fill(r.picked, draft.grid.name)}</p>}
      {levels.map(({ rows, chosen }, index) => (
        <label key={r.pickLevels[index]} class="pick">
          {r.pickLevels[index]}
          <select value={chosen} onChange={({ currentTarget }) => choose(index, currentTarget.value)}>
            <option value="">{r.pickOne}</option>
            {rows.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
      {isLost && (
        <p class="error" role="alert">
          {t.notReached}
        </p>
      )}
      {levels.length === 0 && (
        <button type="button" class="plain" onClick={() => void load('', [])}>
          {r.pick}
        </button>
      )}
    </div>
  )
}
