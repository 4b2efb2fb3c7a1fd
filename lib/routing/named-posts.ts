import { contains } from '../grid/area.ts'
import type { Post } from '../staff/holders.ts'
import type { Rule } from './rule.ts'

/** Whether what the rule takes could come to this post: its role, somewhere where the rule applies. */
export function namesPost({ when: { areas }, does: { post, team } }: Rule, { role, area }: Post): boolean {
  if (post !== role) return false
  const places = team ? [team] : areas
  return !places || places.some((place) => contains(place, area) || contains(area, place))
}
