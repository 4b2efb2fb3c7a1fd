import type { MediaType } from './kinds.ts'

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

/** The bytes a file of each type begins with, and where they stand (the formats' own specifications). */
const SIGNATURES: readonly { type: MediaType; marks: readonly (readonly [at: number, bytes: number[]])[] }[] =
  [
    { type: 'image/jpeg', marks: [[0, [0xff, 0xd8, 0xff]]] },
    { type: 'image/png', marks: [[0, [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a]]] },
    {
      type: 'image/webp',
      marks: [
        [0, ascii('RIFF')],
        [8, ascii('WEBP')],
      ],
    },
    { type: 'audio/webm', marks: [[0, [0x1a, 0x45, 0xdf, 0xa3]]] },
    { type: 'audio/mp4', marks: [[4, ascii('ftyp')]] },
    { type: 'audio/ogg', marks: [[0, ascii('OggS')]] },
    { type: 'audio/mpeg', marks: [[0, ascii('ID3')]] },
    { type: 'audio/mpeg', marks: [[0, [0xff, 0xfb]]] },
    { type: 'audio/amr', marks: [[0, ascii('#!AMR')]] },
  ]

/** What a file is by its first bytes, whatever it was called. Anything that can hold a script is none of these. */
export function typeOf(bytes: Uint8Array): MediaType | undefined {
  return SIGNATURES.find(({ marks }) =>
    marks.every(([at, mark]) => mark.every((byte, index) => bytes[at + index] === byte)),
  )?.type
}
