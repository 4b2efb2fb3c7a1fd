import type { EndpointKind } from './channels.ts'
import type { Quiet } from './quiet.ts'

const NIGHT: Quiet = { from: '22:00', until: '07:00' }

/** The quiet hours of an endpoint that was added without a word about them: a group is people and sleeps, a machine does not. */
export const usualQuiet = (kind: EndpointKind): Quiet | undefined =>
  kind === 'standard-webhook' ? undefined : NIGHT
