/** @jsxImportSource preact */
import type { Room } from './parts.tsx'

/** Where photos and the voice are added: their module is mounted here. Without script there is nothing to add them with. */
export const Photos = (_: Room) => null
