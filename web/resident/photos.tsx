/** @jsxImportSource preact */
import type { TargetedEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { KINDS, type Kind } from '../../lib/media/kinds.ts'
import { fill } from '../shared/speak.ts'
// As in follow.tsx: keeps the form's own code in one file.
import './app.tsx'
import type { PhotosProps } from './photos-mount.tsx'
import { type Item, openTray } from './photos-tray.ts'
import { canRecord, Voice } from './voice.tsx'
import { PHOTO_WORDS } from './words-photos.ts'

/** Camera, album and voice, and below them each file with how far it is. */
export function PhotoTray(props: PhotosProps) {
  const { language, tray, keep, kept, drop, isBrief, isSecret } = props
  const p = PHOTO_WORDS[language]
  const [, redraw] = useState(0)
  const [isTooMany, setTooMany] = useState(false)
  tray.current ??= openTray(keep)
  const { current } = tray
  useEffect(() => current.watch(() => redraw((count) => count + 1)), [current])
  const items = current.items()
  if (isBrief) return items.length > 0 ? <Brief {...props} items={items} /> : null

  const inTray = items.filter(({ token }) => token)
  const earlier = kept.slice(0, drop ? kept.length - inTray.length : kept.length)
  // What a report has taken is listed by its own page.
  const coming = items.filter(({ state }) => state !== 'unfit' && (drop || state !== 'sent'))
  const room = (kind: Kind) => {
    const has = earlier.filter((one) => one.kind === kind).length
    return KINDS[kind].most - has - coming.filter((item) => item.kind === kind).length
  }
  const add = (kind: Kind, files: readonly Blob[]) => {
    setTooMany(files.length > room(kind))
    current.add(kind, files.slice(0, Math.max(0, room(kind))))
  }
  const remove = ({ id, token }: Item) => {
    current.remove(id)
    if (token) drop?.([token])
  }
  const left = items.filter(isOnItsWay).length
  return (
    <section class="field" aria-labelledby="photos">
      <h2 id="photos">{drop ? p.title : p.more}</h2>
      <p class="hint">{p.hint}</p>
      {isSecret && <p class="hint">{p.secret}</p>}
      <div class="pair">
        <Pick label={p.take} isCamera onPick={(files) => add('photo', files)} />
        <Pick label={p.pick} onPick={(files) => add('photo', files)} />
      </div>
      {isTooMany && (
        <p class="error" role="alert">
          {p.tooMany}
        </p>
      )}
      {canRecord() && room('voice') > 0 && <Voice p={p} onRecorded={(file) => add('voice', [file])} />}
      {drop && earlier.length > 0 && (
        <p class="cell">
          {fill(p.earlier, earlier.length)}
          <button type="button" class="as-link" onClick={() => drop(earlier.map(({ token }) => token))}>
            {p.forget}
          </button>
        </p>
      )}
      <Files
        {...props}
        items={drop ? items : items.filter(({ state }) => state !== 'sent')}
        first={1 + earlier.filter(({ kind }) => kind === 'photo').length}
        onRemove={remove}
      />
      <p role="status" class="hint">
        {left === 0 ? '' : drop ? p.goOn : fill(p.stay, left)}
      </p>
    </section>
  )
}

const hasFailed = ({ state }: Item) => state === 'failed'
const isOnItsWay = ({ state }: Item) => state === 'waiting' || state === 'sending'

function Pick({
  label,
  isCamera,
  onPick,
}: {
  label: string
  isCamera?: boolean
  onPick(files: File[]): void
}) {
  return (
    <label class="plain file">
      {label}
      <input
        type="file"
        accept="image/*"
        class="unseen"
        {...(isCamera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])])
          // The same photo can be picked again after it was taken out.
          currentTarget.value = ''
        }}
      />
    </label>
  )
}

type FilesProps = PhotosProps & {
  items: readonly Item[]
  /** The number of the first photo. */
  first?: number
  /** Which of them to show. */
  only?: (item: Item) => boolean
  onRemove?: (item: Item) => void
}

function Files({ items, first = 1, only, t, language, tray, drop, onRemove }: FilesProps) {
  const p = PHOTO_WORDS[language]
  const shown = only ? items.filter(only) : items
  if (shown.length === 0) return null
  const photos = items.filter(({ kind }) => kind === 'photo')
  return (
    <ul class="cells files">
      {shown.map((item) => {
        const { id, kind, view, state, percent, said } = item
        const name = kind === 'photo' ? fill(p.photo, photos.indexOf(item) + first) : p.voice
        const canRemove = onRemove && (drop || state !== 'sent')
        return (
          <li key={id} class={state === 'failed' || state === 'unfit' ? 'lost' : ''}>
            {kind === 'photo' && state !== 'unfit' && <img src={view} alt="" onError={hide} />}
            <div>
              <b>{name}</b>
              <small>{said || fill(p.states[state], percent)}</small>
              {state === 'sending' && <progress max={100} value={percent} aria-label={name} />}
              {/* biome-ignore lint/a11y/useMediaCaption: the person hears what they have just said */}
              {kind === 'voice' && <audio controls src={view} aria-label={name} />}
            </div>
            {state === 'failed' && (
              <button type="button" class="as-link" onClick={() => tray.current?.retry(id)}>
                {t.again}
                <span class="unseen">{name}</span>
              </button>
            )}
            {canRemove && (
              <button type="button" class="as-link" onClick={() => onRemove(item)}>
                {p.remove}
                <span class="unseen">{name}</span>
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** What this phone cannot show is named, not shown as a broken picture. */
const hide = ({ currentTarget }: TargetedEvent<HTMLImageElement>) => {
  currentTarget.hidden = true
}

/** On the pages after: what is still on its way or lost, with the way to try again. */
function Brief({ items, ...props }: PhotosProps & { items: readonly Item[] }) {
  const p = PHOTO_WORDS[props.language]
  const left = items.filter(isOnItsWay).length
  const failed = items.filter(hasFailed)
  const said = left > 0 ? fill(p.stay, left) : failed.length === 0 ? p.allSent : ''
  return (
    <section>
      <p role="status" class="hint">
        {said}
      </p>
      {failed.length > 0 && <p class="notice">{p.failedHint}</p>}
      <Files {...props} items={items} only={hasFailed} />
    </section>
  )
}
