import { type MatterClass, WORKDAY } from '../sla/policy.ts'
import type { Spread, Weighted } from './random.ts'

/** How people work, in minutes of duty time, and how often they do not. Assumptions, to be replaced by a county's own. */
export type Habits = {
  /** From being given a case to talking to the resident. */
  contact: Spread
  /** From talking to having settled it. */
  settle: Partial<Record<MatterClass, Spread>> & { usual: Spread }
  /** From being alerted to saying so, and to going to work on what was forgotten. */
  answer: Spread
  /** From the county's desk to the right grid. */
  assign: Spread
  /** Shares of all cases. */
  lost: number
  forgotten: number
  waiting: number
  reopened: number
  /** Of disputes: the colour a person gives them. */
  risks: Weighted<MatterClass>
}

export const HABITS: Habits = {
  contact: [
    [0, 5],
    [0.5, 60],
    [0.8, 180],
    [0.95, 360],
    [1, 3 * WORKDAY],
  ],
  settle: {
    usual: [
      [0, 60],
      [0.5, 2 * WORKDAY],
      [0.85, 4 * WORKDAY],
      [0.97, 8 * WORKDAY],
      [1, 20 * WORKDAY],
    ],
    question: [
      [0, 5],
      [0.8, 180],
      [1, 2 * WORKDAY],
    ],
    suggestion: [
      [0, WORKDAY],
      [0.9, 9 * WORKDAY],
      [1, 20 * WORKDAY],
    ],
  },
  answer: [
    [0, 1],
    [0.7, 20],
    [0.9, 60],
    [1, 2 * WORKDAY],
  ],
  assign: [
    [0, 2],
    [0.9, 45],
    [1, WORKDAY],
  ],
  lost: 0.03,
  forgotten: 0.06,
  waiting: 0.12,
  reopened: 0.04,
  risks: [
    ['dispute', 60],
    ['dispute_blue', 20],
    ['dispute_yellow', 13],
    ['dispute_orange', 5],
    ['dispute_red', 2],
  ],
}
