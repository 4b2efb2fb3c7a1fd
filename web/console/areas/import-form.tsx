import { Button, Form, Select } from 'antd'
import { useRef, useState } from 'react'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { AREA_FORMATS, DATUMS } from '../../../lib/grid/area-rows.ts'
import { call } from '../api.ts'
import { Trouble } from '../trouble.tsx'
import { Findings } from './findings.tsx'
import { a } from './words.ts'

export type Imported = AnswerOf<'importAreas'>
type Datum = (typeof DATUMS)[number]

/** A file is tried as often as it takes; what is sound is kept, and its key goes on to be published. */
export function ImportForm({ choose }: { choose(map: string): void }) {
  const file = useRef<HTMLInputElement>(null)
  const [datum, setDatum] = useState<Datum>('wgs84')
  const [isBusy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const [trouble, setTrouble] = useState<unknown>()
  const [found, setFound] = useState<Imported>()

  const send = async (isTried: boolean) => {
    const chosen = file.current?.files?.[0]
    const format = chosen && formatOf(chosen.name)
    setWrong(chosen ? (format ? undefined : a.fileWrong) : a.fileMissing)
    if (!chosen || !format) return
    setBusy(true)
    setTrouble(undefined)
    try {
      const body = { format, datum, content: await contentOf(chosen, format) }
      const answer = await call('importAreas', { query: isTried ? { 'dry-run': 'yes' } : {}, body })
      setFound(answer)
      if (answer.key) choose(answer.key)
    } catch (error) {
      setFound(undefined)
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="card" aria-labelledby="import">
      <h2 id="import">{a.import}</h2>
      <p className="soft">{a.importWhy}</p>
      <Form layout="vertical" requiredMark={false}>
        <Form.Item
          label={a.file}
          htmlFor="areas-file"
          {...(wrong && { validateStatus: 'error', help: wrong })}
        >
          <input
            id="areas-file"
            type="file"
            ref={file}
            accept=".geojson,.json,.csv,.xlsx"
            onChange={() => setFound(undefined)}
          />
        </Form.Item>
        <Form.Item label={a.datum} htmlFor="areas-datum">
          <Select
            id="areas-datum"
            value={datum}
            onChange={setDatum}
            options={DATUMS.map((value) => ({ value, label: a.datums[value] }))}
          />
        </Form.Item>
        {trouble !== undefined && <Trouble error={trouble} />}
        {found && <Findings found={found} />}
        <div className="actions">
          <Button onClick={() => void send(true)} loading={isBusy}>
            {a.try}
          </Button>
          <Button type="primary" onClick={() => void send(false)} disabled={isBusy || !isSound(found)}>
            {a.keep}
          </Button>
        </div>
      </Form>
    </section>
  )
}

export const isSound = (found: Imported | undefined): boolean =>
  found !== undefined && found.grids > 0 && found.errorCount + found.faultCount === 0

function formatOf(name: string): (typeof AREA_FORMATS)[number] | undefined {
  const ending = name.toLowerCase().split('.').at(-1)
  return AREA_FORMATS.find((format) => format === (ending === 'json' ? 'geojson' : ending))
}

/** A workbook is no text and travels in base64. */
async function contentOf(file: File, format: string): Promise<string> {
  if (format !== 'xlsx') return file.text()
  const bytes = new Uint8Array(await file.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
