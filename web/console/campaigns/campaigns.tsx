import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { areasFor } from '../../../lib/staff/staff.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { useTitle } from '../place.tsx'
import { useMe } from '../session.tsx'
import { Nothing, Stale, Trouble, Waiting } from '../trouble.tsx'
import { t } from '../words.ts'
import { CampaignCard } from './card.tsx'
import { PlanForm } from './plan-form.tsx'

export type Campaign = AnswerOf<'listCampaigns'>['items'][number]

const EVERY = 10_000
const PAGES = 4

/** What goes out to the grids' groups: written by one person, approved by another, sent by the clock. */
export default function Campaigns() {
  const me = useMe()
  useTitle(t.campaigns)
  const mayRead = areasFor(me, 'campaign.read').length > 0
  return (
    <>
      <header className="page-head">
        <h1 tabIndex={-1}>{t.campaigns}</h1>
      </header>
      {mayRead ? (
        <Desk mayWrite={areasFor(me, 'campaign.write').length > 0} />
      ) : (
        <Nothing title={t.mayNotRead}>
          <p>{t.mayNotReadWhy}</p>
        </Nothing>
      )}
    </>
  )
}

function Desk({ mayWrite }: { mayWrite: boolean }) {
  const { value, trouble, at, again } = useAnswer('campaigns', listAll, EVERY)
  return (
    <div className={mayWrite ? 'halves' : ''}>
      <div className="stack">
        <Stale trouble={trouble} at={at} />
        {!value && (trouble ? <Trouble error={trouble} retry={again} /> : <Waiting />)}
        {value?.length === 0 && (
          <Nothing title={t.emptyCampaigns}>
            <p>{mayWrite ? t.emptyCampaignsWhy : t.mayNotReadWhy}</p>
          </Nothing>
        )}
        {value?.map((campaign) => (
          <CampaignCard key={campaign.id} campaign={campaign} again={again} />
        ))}
      </div>
      {mayWrite && (
        <div className="side">
          <PlanForm again={again} />
        </div>
      )}
    </div>
  )
}

/** A page may hold nothing for this person and still be followed by one that does. */
async function listAll(): Promise<Campaign[]> {
  const all: Campaign[] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page++) {
    const { items, next } = await call('listCampaigns', { query: { ...(cursor && { cursor }) } })
    all.push(...items)
    if (!next) break
    cursor = next
  }
  return all
}
