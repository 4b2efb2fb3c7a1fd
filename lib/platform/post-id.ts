import type { Area } from '../grid/area.ts'
import type { Role } from '../staff/staff.ts'
import { sha256 } from './keys.ts'

/** A post is named after what it is, so that there is one of it; hashed, so that its timers spread over all shards. */
export const postId = (role: Role, area: Area): string => sha256(`post.${role}.${area}`).slice(0, 32)
