/** @jsxImportSource preact */
import './app.tsx'
import { Callback } from './callback.tsx'
import { Check } from './check.tsx'
import { Done } from './done.tsx'
import type { Similar as Row, Step } from './draft.ts'
import { Integrity } from './integrity.tsx'
import type { Room } from './parts.tsx'
import { Contact, Tell } from './questions.tsx'
import type { Receipt } from './send.ts'
import { Similar } from './similar.tsx'
import type { Sending } from './submit.tsx'
import { Where } from './where.tsx'

export type RoomsProps = {
  room: Room
  step: Step
  sending: Sending
  similar: Row[]
  receipt: Receipt | undefined
  submit(): void
  callBack(): void
  join(row: Row): void
  another(): void
}

/** Every page after the first: fetched while the first is read, all together, so that the network tells nobody which. */
export function Rooms({
  room,
  step,
  sending,
  similar,
  receipt,
  submit,
  callBack,
  join,
  another,
}: RoomsProps) {
  const failed = typeof sending === 'object' ? sending.failed : ''
  const isSending = sending === 'sending'
  if (step === 'where') return <Where {...room} />
  if (step === 'similar')
    return <Similar {...room} similar={similar} failed={failed} isSending={isSending} join={join} />
  if (step === 'tell') return <Tell {...room} />
  if (step === 'contact') return <Contact {...room} />
  if (step === 'check') return <Check {...room} sending={sending} submit={submit} />
  if (step === 'callback') return <Callback {...room} sending={sending} submit={callBack} />
  if (step === 'integrity') return <Integrity {...room} />
  return receipt ? <Done {...room} receipt={receipt} another={another} /> : null
}
