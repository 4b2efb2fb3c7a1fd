import { Button, Select } from 'antd'
import { useState } from 'react'
import { AREA_FORMATS, DATUMS } from '../../../lib/grid/area-rows.ts'
import { fill } from '../../shared/speak.ts'
import { now } from '../clock.tsx'
import { momentWords } from '../timing.ts'
import type { Directory } from './areas.tsx'
import { a } from './words.ts'

type Props = { directory: Directory; choose(map: string): void }

/** Every map there was, newest first; each can be taken out as a file or come back. */
export function Editions({ directory: { current, status, items }, choose }: Props) {
  const [datum, setDatum] = useState<(typeof DATUMS)[number]>('wgs84')
  const href = (edition: number, format: string) =>
    `/api/staff/areas/export?format=${format}&datum=${datum}&edition=${edition}`
  const rows = [...items, { edition: 0, key: '', note: a.first, effectiveAt: undefined, grids: undefined }]
  return (
    <section className="card" aria-labelledby="editions">
      <div className="line">
        <h2 id="editions">{a.editions}</h2>
        <Select
          aria-label={a.datum}
          value={datum}
          onChange={setDatum}
          options={DATUMS.map((value) => ({ value, label: a.datums[value] }))}
        />
      </div>
      {status === 'moving' && <p role="status">{a.moving}</p>}
      <ol className="editions">
        {rows.map(({ edition, key, note, effectiveAt, grids }) => (
          <li key={edition}>
            <p>
              <strong>{edition ? fill(a.edition, edition) : note}</strong>
              {edition === current && <span className="badge fine">{a.current}</span>}
              {effectiveAt && <span className="soft">{since(effectiveAt)}</span>}
              {grids !== undefined && <span className="soft">{fill(a.gridsOf, grids)}</span>}
            </p>
            {edition > 0 && <p>{note}</p>}
            <p className="line">
              {AREA_FORMATS.map((format) => (
                <a key={format} href={href(edition, format)} download>
                  {fill(a.exportAs, format.toUpperCase())}
                </a>
              ))}
              {edition < current && <Button onClick={() => choose(key)}>{a.back}</Button>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function since(effectiveAt: string): string {
  const at = now()
  return fill(effectiveAt > at ? a.waits : a.since, momentWords(effectiveAt, at))
}
