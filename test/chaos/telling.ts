import { COUNTY } from '../../lib/grid/area.ts'
import { listening } from '../support/world-county.ts'
import type { Announced } from '../support/world-services.ts'
import { ROBOTS } from './county.ts'
import type { Heard } from './receiver.ts'

/** P8: whoever listens was told of everything, by their own account and not by what we wrote down. */
export function tellingBroken(announced: readonly Announced[], heard: Heard): string[] {
  return [
    ...announced.flatMap(({ id, status, answer }) =>
      status === 'delivered' ? [] : [`delivery ${id} is ${status}: ${answer}`],
    ),
    ...unheard(announced, heard),
    ...overtaken(heard),
    ...ROBOTS.flatMap(({ id }) => unshown(announced, id, heard.shown.get(id) ?? [])),
    ...(heard.followed > 0 ? [`${heard.followed} redirects were followed`] : []),
  ]
}

const isRobots = (endpointId: string) => ROBOTS.some(({ id }) => id === endpointId)

function unheard(announced: readonly Announced[], { taken }: Heard): string[] {
  const toHooks = announced.filter(({ endpointId }) => !isRobots(endpointId))
  return toHooks.flatMap(({ id }) =>
    taken.has(id.replaceAll('.', '-')) ? [] : [`delivery ${id} reached nobody`],
  )
}

/** A group's robot was told what the county's webhook was, and each report is named as often as something happened to it. */
function unshown(announced: readonly Announced[], robot: string, shown: readonly string[]): string[] {
  const [county] = listening(COUNTY).map(({ id }) => id)
  const toldTo = (id: string) => announced.filter(({ endpointId }) => endpointId === id)
  const [ours, theirs] = [robot, county!].map((id) => toldTo(id).map(({ eventId }) => eventId))
  const missed = theirs!.filter((event) => !ours!.includes(event))
  const numbers = toldTo(robot).map(({ body }) => ('number' in body.data ? body.data.number : ''))
  const words = shown.join('\n')
  const unnamed = [...Map.groupBy(numbers, (number) => number)].flatMap(([number, times]) => {
    const named = words.split(number).length - 1
    return named < times.length ? [`${robot} shows ${number} ${named} of ${times.length} times`] : []
  })
  return [...missed.map((event) => `${robot} was not told of ${event}`), ...unnamed]
}

/** First attempts go in order: an endpoint hears nothing of a report before what happened earlier. */
function overtaken({ firsts }: Heard): string[] {
  return [...firsts].flatMap(([lane, sequences]) =>
    sequences.some((sequence, index) => index > 0 && sequence < sequences[index - 1]!)
      ? [`${lane} heard ${sequences.join(', ')}`]
      : [],
  )
}
