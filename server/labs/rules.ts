import { addMonths } from '../agreements/rules.ts'
import type { CityPack } from '../city/schema.ts'
import { endOf, type Hours, type Interval, minutes } from './hours.ts'
import type { LabContent, LabProblem } from './schema.ts'

export * from './hours.ts'

/** Whom nobody has confirmed for that many months is said not to be; null: never confirmed. */
export const confirmationDue = (confirmedOn: string | null, months: number): string | null =>
  confirmedOn && addMonths(confirmedOn, months)

/** Whether what is written is to be taken with care: what is closed for good needs nobody's word. */
export function isNotConfirmed(
  { confirmedOn, activity }: { confirmedOn: string | null; activity: string | null },
  months: number,
  today: string,
): boolean {
  const dueOn = confirmationDue(confirmedOn, months)
  return activity !== 'closed' && (dueOn === null || dueOn <= today)
}

type Fault = { pointer: string; code: LabProblem }
const fault = (pointer: string, code: LabProblem): Fault => ({ pointer, code })

const week = 7 * 1440

/** Whether two intervals of a week share a minute, the one that goes over Sunday's midnight included. */
function overlap(intervals: { start: number; length: number }[]): boolean {
  return intervals.some((one, at) =>
    intervals.some((other, place) => place !== at && (other.start - one.start + week) % week < one.length),
  )
}

const placed = ({ weekday, ...interval }: Interval & { weekday: number }) => ({
  start: (weekday - 1) * 1440 + minutes(interval.from),
  length: endOf(interval) - minutes(interval.from),
})

function hourFaults({ weekly, exceptions, byAppointment }: Hours): Fault[] {
  const later = exceptions.some((one, at) =>
    exceptions.slice(at + 1).some((other) => one.firstOn <= other.lastOn && other.firstOn <= one.lastOn),
  )
  return [
    ...(weekly.length === 0 && !byAppointment ? [fault('/hours/weekly', 'hoursEmpty')] : []),
    ...(overlap(weekly.map(placed)) ? [fault('/hours/weekly', 'hoursOverlap')] : []),
    ...(later ? [fault('/hours/exceptions', 'exceptionsOverlap')] : []),
    ...exceptions.flatMap(({ firstOn, lastOn, intervals }, at) => [
      ...(lastOn < firstOn ? [fault(`/hours/exceptions/${at}/lastOn`, 'exceptionBackwards')] : []),
      ...(overlap(intervals.map((one) => placed({ ...one, weekday: 1 })))
        ? [fault(`/hours/exceptions/${at}/intervals`, 'hoursOverlap')]
        : []),
    ]),
  ]
}

/** Everything that keeps a profile from being kept as it is written. */
export function labFaults(
  content: LabContent,
  { equipment, map }: Pick<CityPack, 'equipment' | 'map'>,
): Fault[] {
  const machines = new Set(equipment.machines.map(({ code }) => code))
  const materials = new Set(equipment.materials.map(({ code }) => code))
  const [west, south, east, north] = map.maxBounds
  const [lon, lat] = content.point ?? [west, south]
  const isAway = lon < west || lon > east || lat < south || lat > north
  return [
    ...(content.hours ? hourFaults(content.hours) : []),
    ...content.machines.flatMap((one, at) => [
      ...(one.machine !== 'other' && !machines.has(one.machine)
        ? [fault(`/machines/${at}/machine`, 'unknownMachine')]
        : []),
      ...(one.machine === 'other' && !one.label ? [fault(`/machines/${at}/label`, 'labelMissing')] : []),
      ...(one.materials.some((code) => !materials.has(code))
        ? [fault(`/machines/${at}/materials`, 'unknownMaterial')]
        : []),
    ]),
    ...(content.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(content.email)
      ? [fault('/email', 'notAnAddress')]
      : []),
    ...(isAway ? [fault('/point', 'outsideReach')] : []),
  ]
}

/** A lab of which nobody has said anything yet: every value is unknown. */
export const unknownLab: LabContent = {
  name: '',
  kind: 'fablab',
  address: null,
  point: null,
  positionApproximate: false,
  description: null,
  descriptionEn: null,
  website: null,
  links: [],
  email: null,
  phone: null,
  areaM2: null,
  workstations: null,
  stepFree: null,
  languages: [],
  hours: null,
  prices: [],
  machines: [],
}
