import { useState } from 'react'
import type { AnswerOf } from '../../../lib/contracts/http.ts'
import { CATEGORIES } from '../../../lib/report/categories.ts'
import { type Answer, useAnswer } from '../answer.ts'
import { call, isProblem } from '../api.ts'
import { AnswerBy, LevelBadge, PriorityBadge, StatusBadge } from '../badges.tsx'
import { now, TimeLeft } from '../clock.tsx'
import { areaName, useGrids } from '../grids.tsx'
import { BackIcon } from '../icons.tsx'
import { INBOX, Link, listPath, useTitle } from '../place.tsx'
import { momentWords, timingOf } from '../timing.ts'
import { Nothing, Stale, Trouble, Waiting } from '../trouble.tsx'
import { say, t } from '../words.ts'
import { Clocks } from './clocks.tsx'
import { History } from './history.tsx'
import { MoveDesk } from './move-desk.tsx'
import { Photos } from './photos.tsx'
import { Told, Trace } from './told.tsx'

export type Report = AnswerOf<'readReport'>

const EVERY = 10_000

export default function ReportPage({ id }: { id: string }) {
  const [isWriting, setWriting] = useState(false)
  // While a form is open the page stands still: whoever writes about a report must be told that it changed, not shown
  // another one under their hands. The server refuses the older version, and then it is said.
  const answer = useAnswer(id, () => call('readReport', { params: { id } }), isWriting ? undefined : EVERY)
  const { value: report, trouble, again } = answer
  useTitle(report?.number ?? t.number)

  if (report) return <Page report={report} answer={answer} setWriting={setWriting} />
  if (!trouble) return <Waiting lines={10} />
  if (!isProblem(trouble, 'report-not-found')) return <Trouble error={trouble} retry={again} />
  return (
    <Nothing title={t.gone} isPage>
      <Link href={INBOX}>{t.toInbox}</Link>
    </Nothing>
  )
}

type PageProps = { report: Report; answer: Answer<Report>; setWriting(isWriting: boolean): void }

function Page({ report, answer, setWriting }: PageProps) {
  return (
    <>
      <Head report={report} />
      <Stale trouble={answer.trouble} at={answer.at} />
      <div className="halves">
        <div className="stack">
          <Told report={report} />
          <Photos report={report} />
          <History report={report} />
        </div>
        <div className="stack side">
          <MoveDesk report={report} answer={answer} setWriting={setWriting} />
          <Clocks report={report} />
          <Trace report={report} />
        </div>
      </div>
    </>
  )
}

function Head({ report }: { report: Report }) {
  const grids = useGrids()
  const { number, status, category, gridId, receivedAt, level, dueAt, alerted } = report
  return (
    <header className="report-head">
      <Link href={listPath()} className="back">
        <BackIcon />
        {t.back}
      </Link>
      <div className="page-head">
        <h1 tabIndex={-1}>{number}</h1>
        <StatusBadge status={status} />
        <TimeLeft timing={(at) => timingOf(report, at)} dueAt={dueAt} />
        {level !== 'assignee' && <LevelBadge level={level} />}
        {alerted && <AnswerBy {...alerted} />}
        <PriorityBadge priority={report.priority} />
      </div>
      <p className="soft">
        {say(CATEGORIES[category])}
        <i>·</i>
        {gridId ? areaName(grids, gridId) : t.unrouted}
        <i>·</i>
        {momentWords(receivedAt, now())} {t.received}
      </p>
    </header>
  )
}
