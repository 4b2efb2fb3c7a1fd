import { pinyin } from 'pinyin-pro'
import type { Spell } from '../../lib/place/place-pack.ts'

/** Only whoever packs knows pinyin; whoever searches finds the syllables in the index. */
export const spell: Spell = (text) => pinyin(text, { toneType: 'none', type: 'array' })
