import { readFileSync } from 'node:fs'
import { changed, MUTANTS } from '../chaos/mutants.ts'

describe('a fault that chaos must notice', () => {
  test.each(Object.entries(MUTANTS))('%s still finds the place in the source where it goes', (_, edit) => {
    expect(changed(readFileSync(edit.file, 'utf8'), edit)).toContain(edit.to)
  })
})
