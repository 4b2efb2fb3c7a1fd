import { COLUMNS, type Column } from '../../../lib/grid/area-rows.ts'
import { fill } from '../../shared/speak.ts'
import { areaName, useGrids } from '../grids.tsx'
import { Heads } from '../heads.tsx'
import { AlertIcon, TickIcon } from '../icons.tsx'
import { language } from '../words.ts'
import { type Imported, isSound } from './import-form.tsx'
import { Outline } from './outline.tsx'
import { a } from './words.ts'

/** What a file holds, what is wrong in which line, and where its grids do not fit together. */
export function Findings({ found }: { found: Imported }) {
  const { grids, changes, errorCount, errors, faultCount, faults } = found
  return (
    <div className="findings" role="status">
      <p>
        {fill(a.read, grids)} · {fill(a.added, changes.added.length)} ·{' '}
        {fill(a.removed, changes.removed.length)} · {fill(a.changed, changes.changed.length)}
      </p>
      {isSound(found) && (
        <p className="recorded">
          <TickIcon /> {a.sound}
        </p>
      )}
      {errorCount > 0 && <RowErrors count={errorCount} errors={errors} />}
      {faultCount > 0 && <Faults count={faultCount} faults={faults} />}
    </div>
  )
}

function RowErrors({ count, errors }: { count: number; errors: Imported['errors'] }) {
  return (
    <table className="rows">
      <caption>
        <AlertIcon /> {fill(a.errors, count)}
      </caption>
      <Heads of={[a.row, a.column, a.wrong]} />
      <tbody>
        {errors.map(({ row, column, code, message }) => (
          <tr key={`${row} ${column} ${code}`}>
            <td>{row}</td>
            <td>{COLUMNS[column as Column][language === 'zh' ? 0 : 1]}</td>
            <td>{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Faults({ count, faults }: { count: number; faults: Imported['faults'] }) {
  const known = useGrids()
  return (
    <>
      <p>
        <AlertIcon /> {fill(a.faults, count)}
      </p>
      <ul className="faults">
        {faults.map(({ kind, grids, squareMetres, geometry: { coordinates } }) => {
          const [ring = []] = coordinates
          const [lng = 0, lat = 0] = ring[0] ?? []
          const names = grids.map((grid) => areaName(known, grid)).join('、')
          return (
            <li key={`${kind} ${lng} ${lat}`}>
              <Outline ring={ring} kind={kind} label={`${a.kinds[kind]} ${names}`} />
              <p>
                <strong>{a.kinds[kind]}</strong> {names}
                <br />
                <span className="soft">
                  {fill(a.size, Math.round(squareMetres))} · {fill(a.at, `${lng}, ${lat}`)}
                </span>
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}
