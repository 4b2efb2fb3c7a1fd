import { Select } from 'antd'
import { useState } from 'react'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { areasFor } from '../../../lib/staff/staff.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { areaName, areasBelow, useGrids } from '../grids.tsx'
import { useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { Nothing, Stale, Trouble, Waiting } from '../trouble.tsx'
import { t } from '../words.ts'
import { EndpointCard } from './card.tsx'
import { EndpointDesk } from './form.tsx'

export type Endpoint = AnswerOf<'listEndpoints'>['items'][number]

const EVERY = 15_000

/** Where alerts go: the groups' robots and the programs that listen, area by area. */
export default function Endpoints() {
  const [me, grids] = [useMe(), useGrids()]
  const held = areasFor(me, 'endpoint.write')
  const [chosen, setArea] = useState<string>()
  const area = chosen ?? held[0]
  useTitle(t.endpoints)
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{t.endpoints}</h1>
        {area && (
          <Select
            className="switcher"
            aria-label={t.area}
            value={area}
            onChange={setArea}
            options={areasBelow(held, grids).map((one) => ({ value: one, label: areaName(grids, one) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        )}
      </header>
      {area ? (
        <Desk key={area} area={area} />
      ) : (
        <Nothing title={t.endpoint.mayNot}>
          <p>{t.endpoint.mayNotWhy}</p>
        </Nothing>
      )}
    </>
  )
}

function Desk({ area }: { area: string }) {
  const [edited, setEdited] = useState<Endpoint>()
  const ask = async () => (await call('listEndpoints', { query: { area } })).items
  const { value, trouble, at, again } = useAnswer(`endpoints ${area}`, ask, EVERY)
  return (
    <div className="halves">
      <div className="stack">
        <Stale trouble={trouble} at={at} />
        {!value && (trouble ? <Trouble error={trouble} retry={again} /> : <Waiting />)}
        {value?.length === 0 && (
          <Nothing title={t.endpoint.empty}>
            <p>{t.endpoint.emptyWhy}</p>
          </Nothing>
        )}
        {value?.map((endpoint) => (
          <EndpointCard
            key={endpoint.id}
            endpoint={endpoint}
            again={again}
            edit={() => setEdited(endpoint)}
          />
        ))}
      </div>
      <div className="side">
        <EndpointDesk
          key={edited?.id ?? 'new'}
          area={area}
          edited={edited}
          close={() => setEdited(undefined)}
          again={again}
        />
      </div>
    </div>
  )
}
