/** Not Intl: old phones lack zone data or print other forms, and China has kept +08:00 without daylight saving since 1991. */
const SHANGHAI = 8 * 3_600_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`)
const inShanghai = (at: string) => new Date(Date.parse(at) + SHANGHAI)

/** `2026年11月23日`, `23 Nov 2026`. */
export function dateWords(at: string, language: 'zh' | 'en' = 'zh'): string {
  const date = inShanghai(at)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  return language === 'zh' ? `${year}年${month + 1}月${day}日` : `${day} ${MONTHS[month]} ${year}`
}

/** `2026年11月23日 17:30`, `23 Nov 2026 17:30`; the same for everybody, wherever their device thinks it is. */
export function timeWords(at: string, language: 'zh' | 'en' = 'zh'): string {
  const date = inShanghai(at)
  return `${dateWords(at, language)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}
