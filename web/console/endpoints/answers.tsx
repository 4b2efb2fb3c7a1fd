import { Callback } from './callback.tsx'
import type { Endpoint } from './endpoints.tsx'
import { Identities } from './identities.tsx'

/** What it takes for a group to answer: the keys its vendor signs with, and whose word an account of the chat is. */
export function Answers({ endpoint, again }: { endpoint: Endpoint; again(): Promise<void> }) {
  return (
    <>
      <Callback endpoint={endpoint} again={again} />
      <Identities endpoint={endpoint} />
    </>
  )
}
