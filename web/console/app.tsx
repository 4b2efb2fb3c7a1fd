import { lazy, Suspense } from 'react'
import { GridsOfMine } from './grids.tsx'
import { INBOX, isInbox, Link, usePlace } from './place.tsx'
import { SignedIn } from './session.tsx'
import { Shell } from './shell.tsx'
import { Fence, Nothing, Waiting } from './trouble.tsx'
import { t } from './words.ts'

const Inbox = lazy(() => import('./inbox/inbox.tsx'))
const Report = lazy(() => import('./report/report-page.tsx'))
const Campaigns = lazy(() => import('./campaigns/campaigns.tsx'))
const Areas = lazy(() => import('./areas/areas.tsx'))
const Teams = lazy(() => import('./teams/teams.tsx'))
const Enter = lazy(() => import('./enter/enter.tsx'))
const Calendar = lazy(() => import('./calendar/calendar.tsx'))
const Rules = lazy(() => import('./rules/rules.tsx'))
const Indicators = lazy(() => import('./indicators/indicators.tsx'))
const Policies = lazy(() => import('./policies/policies.tsx'))
const Endpoints = lazy(() => import('./endpoints/endpoints.tsx'))

export function App() {
  return (
    <SignedIn>
      <GridsOfMine>
        <Shell>
          <Room />
        </Shell>
      </GridsOfMine>
    </SignedIn>
  )
}

/** One room, one file to fetch: whoever only works through the inbox never loads the campaigns. */
function Room() {
  const { pathname } = usePlace()
  return (
    <Fence key={pathname}>
      <Suspense fallback={<Waiting />}>{roomAt(pathname)}</Suspense>
    </Fence>
  )
}

function roomAt(pathname: string) {
  const [, id] = /^\/console\/reports\/([^/]+)$/.exec(pathname) ?? []
  if (id) return <Report id={decodeURIComponent(id)} />
  if (isInbox(pathname)) return <Inbox key="inbox" />
  if (pathname === '/console/raised') return <Inbox key="raised" kind="raised" />
  if (pathname === '/console/alerts') return <Inbox key="alerts" kind="alerts" />
  if (pathname === '/console/enter') return <Enter />
  if (pathname === '/console/areas') return <Areas />
  if (pathname === '/console/teams') return <Teams />
  if (pathname === '/console/campaigns') return <Campaigns />
  if (pathname === '/console/calendar') return <Calendar />
  if (pathname === '/console/policies') return <Policies />
  if (pathname === '/console/rules') return <Rules />
  if (pathname === '/console/indicators') return <Indicators />
  if (pathname === '/console/endpoints') return <Endpoints />
  return (
    <Nothing title={t.noPage} isPage>
      <Link href={INBOX}>{t.toInbox}</Link>
    </Nothing>
  )
}
