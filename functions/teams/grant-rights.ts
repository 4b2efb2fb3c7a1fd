import type { MessageOf } from '../../lib/contracts/messages.ts'
import type { Ledger } from '../../lib/platform/change.ts'
import { type PostEvent, peopleOf, rightsOf, type StoredPost } from '../../lib/staff/post.ts'
import type { People } from '../../lib/tables/staff.ts'

export type Granting = {
  ledger: Pick<Ledger<StoredPost, PostEvent>, 'hear'>
  people: Pick<People, 'grant'>
}

/**
 * A post has changed: whoever it has ever named gets exactly what it gives them now. The post is the truth; what stands
 * beside a person is its copy, with dates, so that asking who may do what needs one read.
 */
export const grantRights =
  ({ ledger, people }: Granting) =>
  async (message: MessageOf<'post.changed'>): Promise<void> => {
    await ledger.hear(message, async (post) => {
      for (const person of peopleOf(post)) await people.grant(person, post, rightsOf(post, person))
    })
  }
