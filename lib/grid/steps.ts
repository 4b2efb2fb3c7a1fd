/** Borders are kept in whole steps of 1e-7 degrees, about a centimetre: what GeoJSON and surveys give, and half the size. */
const STEPS_PER_DEGREE = 1e7
/** Rounding moves a product or quotient by less than 3e-7 steps: further off than this, order is beyond doubt. */
const NEAR = 1e-6

export const toSteps = (degrees: number): number => Math.round(degrees * STEPS_PER_DEGREE)
export const toDegrees = (steps: number): number => steps / STEPS_PER_DEGREE

/**
 * Degrees in steps, with a fraction. It compares with every whole step exactly as `degrees` compares with that step in
 * degrees, so a lookup may compare in steps and still be exact. Simply multiplying would not: 0.1 + 0.2 is not 0.3.
 */
export function alongSteps(degrees: number): number {
  const steps = degrees * STEPS_PER_DEGREE
  const whole = Math.floor(steps + 0.5)
  if (Math.abs(steps - whole) > NEAR) return steps
  const exact = whole / STEPS_PER_DEGREE
  if (degrees === exact) return whole
  return degrees > exact ? whole + 2 * NEAR : whole - 2 * NEAR
}
