import { Button } from 'antd'
import type { ReactNode } from 'react'
import { areasFor, ROLE_WORDS } from '../../lib/staff/staff.ts'
import { useAnswer } from './answer.ts'
import { call } from './api.ts'
import { areaName, useGrids } from './grids.tsx'
import {
  BarsIcon,
  BellIcon,
  ClockIcon,
  DaysIcon,
  ForkIcon,
  InboxIcon,
  MapIcon,
  PenIcon,
  PeopleIcon,
  Seal,
  SpeakerIcon,
  TickIcon,
  UpIcon,
} from './icons.tsx'
import { ALERTS, listAll } from './inbox/sources.ts'
import { INBOX, isInbox, Link, usePlace } from './place.tsx'
import { type Me, SignInAgain, useMe } from './session.tsx'
import { say, t } from './words.ts'

const ALERTS_PAGE = '/console/alerts'
const ROOMS = [
  { href: INBOX, words: t.inbox, Icon: InboxIcon, action: 'report.read' },
  { href: '/console/raised', words: t.raised, Icon: UpIcon, action: 'report.read' },
  { href: ALERTS_PAGE, words: t.alerts, Icon: TickIcon, action: 'report.read' },
  { href: '/console/enter', words: t.enter, Icon: PenIcon, action: 'report.move' },
  { href: '/console/campaigns', words: t.campaigns, Icon: SpeakerIcon, action: 'campaign.read' },
  { href: '/console/teams', words: t.teams, Icon: PeopleIcon, action: 'team.read' },
  { href: '/console/areas', words: t.areas, Icon: MapIcon, action: 'area.write' },
  { href: '/console/rules', words: t.rules, Icon: ForkIcon, action: 'rule.write' },
  { href: '/console/calendar', words: t.calendar, Icon: DaysIcon, action: 'calendar.read' },
  { href: '/console/policies', words: t.policies, Icon: ClockIcon, action: 'policy.write' },
  { href: '/console/indicators', words: t.indicators, Icon: BarsIcon, action: 'indicator.read' },
  { href: '/console/endpoints', words: t.endpoints, Icon: BellIcon, action: 'endpoint.write' },
] as const

export function Shell({ children }: { children: ReactNode }) {
  const me = useMe()
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <header className="top">
        <Link href={INBOX} className="brand">
          <Seal size={28} />
          <strong>{t.brand}</strong>
          <span>{t.desk}</span>
        </Link>
        <Person me={me} />
        <Button onClick={() => void signOut()}>{t.signOut}</Button>
      </header>
      <Menu me={me} />
      <main id="content" className="content" tabIndex={-1}>
        <SignInAgain />
        {children}
      </main>
    </div>
  )
}

async function signOut() {
  // Already out, or the line is down: either way the next page says so.
  await call('signOut', {}).catch(() => undefined)
  location.assign(INBOX)
}

/** Name, and every post with where it is held: the same person may be two things in two places. */
function Person({ me: { name, assignments } }: { me: Me }) {
  const grids = useGrids()
  const posts = Map.groupBy(assignments, ({ role }) => role)
  return (
    <p className="person">
      <strong>{name}</strong>
      {[...posts].map(([role, held]) => (
        <span key={role} title={held.map(({ area }) => areaName(grids, area)).join('、')}>
          {say(ROLE_WORDS[role])}
          <em>
            {areaName(grids, held[0]!.area)}
            {held.length > 1 && ` +${held.length - 1}`}
          </em>
        </span>
      ))}
    </p>
  )
}

function Menu({ me }: { me: Me }) {
  const { pathname } = usePlace()
  const here = isInbox(pathname) ? INBOX : pathname
  const rooms = ROOMS.filter(({ action }) => action === 'report.read' || areasFor(me, action).length > 0)
  return (
    <nav className="menu" aria-label={t.menu}>
      {rooms.map(({ href, words, Icon }) => (
        <Link key={href} href={href} aria-current={here === href ? 'page' : undefined}>
          <Icon />
          {words}
          {href === ALERTS_PAGE && <AlertCount />}
        </Link>
      ))}
    </nav>
  )
}

const COUNT_EVERY = 30_000

/** How many alerts wait for this person; nothing when none does, or nobody knows. */
function AlertCount() {
  const { value } = useAnswer('alerts', () => listAll([ALERTS], 1), COUNT_EVERY)
  const count = value?.rows.length ?? 0
  return count > 0 && <span className="tally">{`${count}${value!.hasMore ? '+' : ''}`}</span>
}
