/** @jsxImportSource preact */
import type { ComponentChildren, TargetedEvent } from 'preact'
import type { FieldError } from '../shared/api.ts'
import { fill, type Language } from '../shared/speak.ts'
import type { Draft, Question, Start, Step } from './draft.ts'
import { Hidden } from './hidden.tsx'
import type { Kept, Tray } from './photos-tray.ts'
import type { Words } from './words.ts'

/** What every page of the form is given. */
export type Room = {
  t: Words
  language: Language
  start: Start
  draft: Draft
  isElder: boolean
  /** Whether script runs: what needs it is not offered without. */
  isAwake: boolean
  /** Those of this page. */
  errors: FieldError[]
  write(patch: Partial<Draft>): void
  next(question: Question, patch?: Partial<Draft>): void
  go(step: Step): void
  /** The draft's photos and voice: those on their way, and where they go when they have arrived. */
  tray: { current?: Tray | undefined }
  keepUpload(kept: Kept): Promise<void>
}

export const idOf = (pointer: string) => pointer.slice(1).replace(/\//g, '-')
const errorOf = (errors: FieldError[], pointer: string) =>
  errors.find((error) => error.pointer === pointer)?.message

/** Moves a screen reader, and the eye, to what matters now: the errors, else the heading. */
export function focusTop(): void {
  window.scrollTo(0, 0)
  const target = document.querySelector<HTMLElement>('.problem') ?? document.querySelector<HTMLElement>('h1')
  target?.focus({ preventScroll: true })
}

export function ErrorSummary({ errors, t }: { errors: FieldError[]; t: Words }) {
  if (errors.length === 0) return null
  const lead = (pointer: string) => (event: Event) => {
    event.preventDefault()
    document.getElementById(idOf(pointer))?.focus()
  }
  return (
    <div class="problem" role="alert" tabIndex={-1} aria-labelledby="problem-title">
      <h2 id="problem-title">{fill(t.wrongTitle, errors.length)}</h2>
      <ul>
        {errors.map(({ pointer, message }) => (
          <li key={pointer}>
            <a href={`#${idOf(pointer)}`} onClick={lead(pointer)}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

export type FieldProps = {
  pointer: string
  /** In a plain form. */
  name: string
  label: string
  hint?: string
  value: string
  errors: FieldError[]
  t: Words
  onType(value: string): void
  rows?: number
  /** The page's heading already says it to the eye. */
  isTitle?: boolean
  /** Of the `<input>` or `<textarea>` itself: keyboard, what to fill in. */
  more?: Record<string, string>
}

export function Field({
  pointer,
  name,
  label,
  hint,
  value,
  errors,
  t,
  onType,
  rows,
  isTitle,
  more = {},
}: FieldProps) {
  const id = idOf(pointer)
  const error = errorOf(errors, pointer)
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const given = {
    ...more,
    id,
    name,
    value,
    ...(described && { 'aria-describedby': described }),
    ...(error && { 'aria-invalid': 'true' as const }),
    onInput: (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onType(event.currentTarget.value),
  }
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id} class={isTitle ? 'unseen' : ''}>
        {label}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          <span class="unseen">{t.wrong}</span>
          {error}
        </p>
      )}
      {rows ? <textarea rows={rows} {...given} /> : <input type="text" {...given} />}
    </div>
  )
}

type RadiosProps<Value extends string> = {
  name: string
  legend: string
  isTitle?: boolean
  options: readonly { value: Value; label: string; note?: string | undefined }[]
  chosen: Value | ''
  onChoose(value: Value): void
}

export function Radios<Value extends string>({
  name,
  legend,
  isTitle,
  options,
  chosen,
  onChoose,
}: RadiosProps<Value>) {
  return (
    <fieldset>
      <legend class={isTitle ? 'unseen' : ''}>{legend}</legend>
      <div class="cells">
        {options.map(({ value, label, note }, index) => (
          <label class="cell radio" key={value}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={chosen === value}
              onChange={() => onChoose(value)}
              {...(index === 0 && { id: name })}
            />
            <span>
              {label}
              {note && <small>{note}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export const Notice = ({ text, action, onAction }: { text: string; action: string; onAction(): void }) => (
  <div class="notice">
    <p>{text}</p>
    <button type="button" class="plain" onClick={onAction}>
      {action}
    </button>
  </div>
)

/** One page: a heading that takes focus, what is wrong with it, and a form that the server can take as well. */
export function Page({
  title,
  hint,
  room,
  step,
  asked,
  level = 1,
  onSend,
  children,
}: {
  title: string
  hint?: string
  room: Pick<Room, 'errors' | 't' | 'draft' | 'language' | 'isElder'>
  step: Step
  /** Names of the fields this page asks for itself. */
  asked: readonly string[]
  /** 2 for a form inside a page that has its own heading. */
  level?: 1 | 2
  onSend?: () => void
  children: ComponentChildren
}) {
  const send = (event: Event) => {
    event.preventDefault()
    onSend?.()
  }
  return (
    <form {...(level === 1 && { id: 'page' })} method="post" noValidate onSubmit={send}>
      <Hidden draft={room.draft} language={room.language} isElder={room.isElder} step={step} asked={asked} />
      <ErrorSummary errors={room.errors} t={room.t} />
      {level === 1 ? <h1 tabIndex={-1}>{title}</h1> : <h2>{title}</h2>}
      {hint && <p class="lead">{hint}</p>}
      {children}
    </form>
  )
}
