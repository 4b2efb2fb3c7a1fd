/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { REFUSALS, type Refusal } from '../../lib/media/refusals.ts'
import { fill } from '../shared/speak.ts'
import type { Room } from './parts.tsx'
import { Photos } from './photos-mount.tsx'
import type { Tray } from './photos-tray.ts'
import { addUploads, call } from './send.ts'
import { type Followed, OVER } from './stages.ts'
import { FOLLOW_WORDS } from './words-follow.ts'

/** Files are looked at within seconds: so often, and so many times, the page asks what became of them. */
const EVERY = 4000
const TIMES = 10

type OwnPhotosProps = Room & { report: Followed; pin: string; onChange(report: Followed): void }

/** What was sent along, as far as it could be taken and if not why; and the way to add more. */
export function OwnPhotos({ report, pin, onChange, ...room }: OwnPhotosProps) {
  const { t, language, isAwake } = room
  const f = FOLLOW_WORDS[language]
  const { number, uploads = [], open, status } = report
  const canAdd = open.length > 0 || !OVER.includes(status)
  const [isAdding, setAdding] = useState(false)
  const [tray] = useState<{ current?: Tray | undefined }>({})
  const [asked, setAsked] = useState(0)
  const isWaiting = isAwake && asked < TIMES && uploads.some(({ status }) => status === 'waiting')
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again after each answer.
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => {
      setAsked(asked + 1)
      call('openReport', { params: { number }, body: { pin } }).then(onChange, () => undefined)
    }, EVERY)
    return () => clearTimeout(timer)
  }, [isWaiting, asked])
  // What is on its way still arrives; only nobody looks any more.
  if (uploads.length === 0 && !canAdd) return null
  return (
    <section>
      {uploads.length > 0 && <h2>{f.photos}</h2>}
      {uploads.length > 0 && <Sent uploads={uploads} language={language} />}
      {canAdd && !isAwake && <p class="hint">{f.noPhotos}</p>}
      {canAdd && isAwake && !isAdding && (
        <button type="button" class="plain" onClick={() => setAdding(true)}>
          {f.addPhotos}
        </button>
      )}
      {isAdding && (
        <Photos
          t={t}
          language={language}
          tray={tray}
          keep={async ({ token }) => {
            setAsked(0)
            onChange(await addUploads({ number, pin }, [token]))
          }}
          kept={uploads}
          isSecret={report.category === 'conduct'}
        />
      )}
    </section>
  )
}

function Sent({
  uploads,
  language,
}: {
  uploads: NonNullable<Followed['uploads']>
  language: Room['language']
}) {
  const f = FOLLOW_WORDS[language]
  const photos = uploads.filter(({ kind }) => kind === 'photo')
  return (
    <ul class="cells files">
      {uploads.map((upload, index) => {
        const { kind, status, why, thumb, large } = upload
        const name = kind === 'photo' ? fill(f.photo, photos.indexOf(upload) + 1) : f.voice
        const said =
          status === 'refused' ? fill(f.photoRefused, REFUSALS[why as Refusal][language]) : f.photoWaiting
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no name of their own and keep their order
          <li key={index} class={status === 'refused' ? 'lost' : ''}>
            {thumb && large && (
              <a href={large} target="_blank" rel="noreferrer">
                <img src={thumb} alt="" />
                <span class="unseen">{name}</span>
              </a>
            )}
            <div>
              <b>{name}</b>
              {status !== 'ready' && <small>{said}</small>}
              {/* biome-ignore lint/a11y/useMediaCaption: the person hears what they said themselves */}
              {kind === 'voice' && large && <audio controls preload="none" src={large} aria-label={name} />}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
