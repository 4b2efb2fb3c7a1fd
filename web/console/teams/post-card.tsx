import { Button } from 'antd'
import { useState } from 'react'
import { ROLE_WORDS } from '../../../lib/staff/staff.ts'
import { fill } from '../../shared/speak.ts'
import { now } from '../clock.tsx'
import { AlertIcon, TickIcon } from '../icons.tsx'
import { momentWords } from '../timing.ts'
import { say } from '../words.ts'
import { type Doing, PostForm } from './post-form.tsx'
import type { Post } from './teams.tsx'
import { w } from './words.ts'

export type PostProps = {
  post: Post
  /** Names of those whom the community's posts know, by staff number. */
  people: ReadonlyMap<string, string>
  /** Open reports that lie with this post; undefined until it is known. */
  held?: number | undefined
  mayWrite: boolean
  again(): Promise<void>
}

export function PostCard(props: PostProps) {
  const { role, place, serving, vacantSince, leaves } = props.post
  const [doing, setDoing] = useState<Doing>()
  const [isDone, setDone] = useState(false)
  const at = now()
  const running = leaves.filter(({ until }) => until > at)
  return (
    <li>
      <p className="line">
        <strong>{say(ROLE_WORDS[role])}</strong>
        <span>
          {serving
            .map(({ name, insteadOf }) => name + (insteadOf ? fill(w.acting, insteadOf) : ''))
            .join('、')}
          {serving.length === 0 && !vacantSince && w.nobody}
        </span>
        {props.held !== undefined && <span className="soft">{fill(w.held, props.held)}</span>}
        {vacantSince && (
          <span className="badge over">
            <AlertIcon /> {fill(w.vacant, momentWords(vacantSince, at))}
          </span>
        )}
        {props.mayWrite && (
          <span className="actions">
            {doingsOf(props.post, running.length > 0).map((one) => (
              <Button
                key={one}
                size="small"
                aria-label={`${w.doings[one]} ${place} ${say(ROLE_WORDS[role])}`}
                onClick={() => {
                  setDone(false)
                  setDoing(one)
                }}
              >
                {w.doings[one]}
              </Button>
            ))}
          </span>
        )}
      </p>
      {running.map(({ name, from, until }) => (
        <p key={`${name} ${from}`} className="soft">
          {fill(w.onLeave, name)} · {fill(w.since, momentWords(from, at))} ·{' '}
          {fill(w.till, momentWords(until, at))}
        </p>
      ))}
      {isDone && (
        <p className="recorded" role="status">
          <TickIcon /> {w.done}
        </p>
      )}
      {doing && (
        <PostForm
          key={doing}
          {...props}
          doing={doing}
          close={(hasChanged) => {
            setDoing(undefined)
            setDone(hasChanged)
          }}
        />
      )}
    </li>
  )
}

function doingsOf({ tenures }: Post, isAway: boolean): Doing[] {
  if (tenures.length === 0) return ['appoint']
  return ['appoint', 'leave', ...(isAway ? ['return' as const] : []), 'dismiss']
}
