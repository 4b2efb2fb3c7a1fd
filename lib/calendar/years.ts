import type { Years } from './days.ts'

/**
 * Working days of mainland China as the State Council's yearly notices set them: weekdays off, and weekend days
 * worked in exchange (调休). A year that is missing here is unknown, not ordinary: answers that need it are provisional.
 */
export const YEARS: Years = {
  2025: {
    off: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    worked: '01-26 02-08 04-27 09-28 10-11',
    festivals: '01-01 元旦 01-28 春节 04-04 清明 05-01 劳动节 06-02 端午 10-01 国庆节、中秋',
  },
  2026: {
    off: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    worked: '01-04 02-14 02-28 05-09 09-20 10-10',
    festivals: '01-01 元旦 02-16 春节 04-06 清明 05-01 劳动节 06-19 端午 09-25 中秋 10-01 国庆节',
  },
}
