/** The text on the privacy page has this version; a report keeps the one its sender was shown (PIPL art. 14, 17). */
export const CONSENT_VERSION = '2026-11'

/** How a report came in; without a word it was the resident's own phone. */
export const SOURCES = ['phone_call', 'walk_in', 'visit'] as const
export type Source = (typeof SOURCES)[number]
export const SOURCE_WORDS: Record<Source, { zh: string; en: string }> = {
  phone_call: { zh: '来电', en: 'Telephone call' },
  walk_in: { zh: '来访', en: 'Walk-in' },
  visit: { zh: '走访', en: 'Visit' },
}
