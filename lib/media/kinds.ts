/** What a resident may add to a report (domain.md §6.1): how large, of which types, how many. */
export const KINDS = {
  photo: { most: 9, bytes: 10_000_000, types: ['image/jpeg', 'image/png', 'image/webp'] },
  // Sixty seconds at the 256 kbit/s of the greediest phone, in bytes.
  voice: {
    most: 1,
    bytes: 2_000_000,
    types: ['audio/webm', 'audio/mp4', 'audio/ogg', 'audio/mpeg', 'audio/amr'],
  },
} as const satisfies Record<string, { most: number; bytes: number; types: readonly string[] }>

export type Kind = keyof typeof KINDS
export const KIND_NAMES = Object.keys(KINDS) as [Kind, ...Kind[]]
export type MediaType = (typeof KINDS)[Kind]['types'][number]
export const MEDIA_TYPES: readonly MediaType[] = [...KINDS.photo.types, ...KINDS.voice.types]

/** An upload's id begins with the letter of its kind, so that counting needs nothing but ids. */
export const idFor = (kind: Kind, random: string) => `${kind[0]}${random}`
export const kindOf = (id: string): Kind => (id.startsWith('v') ? 'voice' : 'photo')

/** As many of these as still fit beside what a report has: in their order, each once. */
export function fitting(has: readonly string[], more: readonly string[]): string[] {
  const taken = [...has]
  for (const id of more) {
    const isFull = taken.filter((one) => kindOf(one) === kindOf(id)).length >= KINDS[kindOf(id)].most
    if (!isFull && !taken.includes(id)) taken.push(id)
  }
  return taken.slice(has.length)
}

export const isTypeOf = (kind: Kind, type: string | undefined): type is MediaType =>
  (KINDS[kind].types as readonly (string | undefined)[]).includes(type)
