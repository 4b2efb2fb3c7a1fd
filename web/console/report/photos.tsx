import { Image } from 'antd'
import { REFUSALS, type Refusal } from '../../../lib/media/refusals.ts'
import { fill } from '../../shared/speak.ts'
import { AlertIcon } from '../icons.tsx'
import { say, t } from '../words.ts'
import type { Report } from './report-page.tsx'

type Upload = NonNullable<Report['uploads']>[number]

/** What the resident sent along: photos to open, a recording to listen to, and what could not be shown with the reason. */
export function Photos({ report: { uploads = [] } }: { report: Report }) {
  if (uploads.length === 0) return null
  const ready = uploads.filter(({ status }) => status === 'ready')
  const photos = ready.filter(({ kind }) => kind === 'photo')
  const voices = ready.filter(({ kind }) => kind === 'voice')
  const others = uploads.filter(({ status }) => status !== 'ready')
  return (
    <section className="card">
      <h2>{t.photos}</h2>
      {photos.length > 0 && (
        <Image.PreviewGroup>
          <ul className="photos">
            {photos.map((photo, index) => (
              <li key={photo.thumb}>
                <Image
                  src={photo.thumb!}
                  alt={fill(t.photo, index + 1)}
                  width={120}
                  height={120}
                  preview={{ src: photo.large! }}
                />
              </li>
            ))}
          </ul>
        </Image.PreviewGroup>
      )}
      {voices.map(({ large = '' }) => (
        <Voice key={large} src={large} />
      ))}
      {others.length > 0 && (
        <ul className="not-shown">
          {others.map((upload, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no name of their own and keep their order
            <NotShown key={index} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Voice({ src }: { src: string }) {
  // biome-ignore lint/a11y/useMediaCaption: nobody has written down what residents say
  return <audio controls preload="none" src={src} aria-label={t.voice} />
}

function NotShown({ upload: { kind, status, why } }: { upload: Upload }) {
  const what = kind === 'photo' ? t.onePhoto : t.voice
  if (status === 'waiting')
    return (
      <li className="soft">
        {what}：{t.uploadWaiting}
      </li>
    )
  return (
    <li>
      <AlertIcon /> {what}：{fill(t.uploadRefused, say(REFUSALS[why as Refusal]))}
    </li>
  )
}
