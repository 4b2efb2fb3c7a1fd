export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Puts the value where the text says `{}`. */
export const fill = (text: string, value: string | number) => text.replace('{}', String(value))
