import type { NeedFault, NewNeed, Reason, Verdict } from './schema.ts'

/** A machine of a lab as it is recorded. */
export interface Machine {
  code: string
  process: string | null
  /** Working area in mm; null where a side is not recorded. */
  area: readonly [number | null, number | null, number | null]
  /** What the lab says it works; empty where it says nothing. */
  materials: readonly string[]
  /** What machines of the kind usually work. */
  usualMaterials: readonly string[]
  state: 'working' | 'outOfOrder' | null
  bookable: boolean | null
}

/** What is looked at of a lab. */
export interface Candidate {
  code: string
  activity: 'planned' | 'active' | 'suspended' | 'closed' | null
  isListed: boolean
  machines: readonly Machine[]
  /** Straight line from where the firm is; null where either place is not known. */
  metres: number | null
}

/** What is asked for. */
export interface Wanted {
  process: string
  material: string | null
  size: readonly [number | null, number | null, number | null]
}

interface Ranked<Lab extends Candidate> {
  lab: Lab
  verdict: Verdict
  reasons: Reason[]
}

const reason = (
  criterion: Reason['criterion'],
  verdict: Verdict,
  code: Reason['code'],
  more: Partial<Pick<Reason, 'machine' | 'metres'>> = {},
): Reason => ({ criterion, verdict, code, machine: null, metres: null, ...more })

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

/**
 * Whether something fits into a working area in some orientation. A side that is not asked for fits; one of the machine
 * that is not recorded leaves it open, unless the others are too small already.
 */
export function fitsInto(size: Wanted['size'], area: Machine['area']): Verdict {
  const ways = orders.map((order): Verdict => {
    const sides = size.map((side, at): Verdict => {
      const room = area[order[at] ?? 0]
      if (side === null) return 'can'
      if (room === null || room === undefined) return 'unknown'
      return side <= room ? 'can' : 'cannot'
    })
    return worst(sides)
  })
  return ways.includes('can') ? 'can' : ways.includes('unknown') ? 'unknown' : 'cannot'
}

/** What holds of all together: what cannot be outweighs what is not known. */
function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('cannot')) return 'cannot'
  return verdicts.includes('unknown') ? 'unknown' : 'can'
}

function stateReason({ code, state }: Machine): Reason {
  if (state === 'outOfOrder') return reason('machine', 'cannot', 'outOfOrder', { machine: code })
  if (state === null) return reason('machine', 'unknown', 'stateNotKnown', { machine: code })
  return reason('machine', 'can', 'hasMachine', { machine: code })
}

function sizeReason(machine: Machine, size: Wanted['size']): Reason[] {
  if (size.every((side) => side === null)) return []
  const verdict = fitsInto(size, machine.area)
  const codes = { can: 'fits', unknown: 'workingAreaNotKnown', cannot: 'tooSmall' } as const
  return [reason('size', verdict, codes[verdict], { machine: machine.code })]
}

/** What a lab says of its own machine counts; what is usual for the kind is a hint. */
function materialReason(machine: Machine, material: string | null): Reason[] {
  if (material === null) return []
  const { materials, usualMaterials, code } = machine
  const say = (verdict: Verdict, why: Reason['code']) => [reason('material', verdict, why, { machine: code })]
  if (materials.includes(material)) return say('can', 'materialRecorded')
  if (materials.length > 0) return say('cannot', 'materialOther')
  return usualMaterials.includes(material)
    ? say('unknown', 'materialUsual')
    : say('unknown', 'materialNotRecorded')
}

const unknownsOf = (reasons: readonly Reason[]) =>
  reasons.filter(({ verdict }) => verdict === 'unknown').length
const place: Record<Verdict, number> = { can: 0, unknown: 1, cannot: 2 }
const verdictOf = (reasons: readonly Reason[]) => worst(reasons.map(({ verdict }) => verdict))

/** Fewer things against it first, then fewer that are not known. */
const better = (a: readonly Reason[], b: readonly Reason[]) =>
  place[verdictOf(a)] - place[verdictOf(b)] || unknownsOf(a) - unknownsOf(b)

/** What the machine of the lab that suits best can do; the first of equals, so that the order is always the same. */
function machineReasons(
  { machines }: Candidate,
  wanted: Wanted,
): { machine: Machine | null; reasons: Reason[] } {
  if (machines.length === 0)
    return { machine: null, reasons: [reason('machine', 'unknown', 'noEquipmentRecorded')] }
  const own = machines.filter(({ process }) => process === wanted.process)
  const tried = own.map((machine) => ({
    machine,
    reasons: [
      stateReason(machine),
      ...sizeReason(machine, wanted.size),
      ...materialReason(machine, wanted.material),
    ],
  }))
  const [best] = tried.sort((a, b) => better(a.reasons, b.reasons))
  return best ?? { machine: null, reasons: [reason('machine', 'cannot', 'noMachine')] }
}

function activityReason({ activity }: Candidate): Reason {
  if (activity === 'active') return reason('active', 'can', 'isActive')
  if (activity === null) return reason('active', 'unknown', 'activityNotKnown')
  return reason('active', 'cannot', 'notActive')
}

/** What speaks for a lab among those that can: it keeps nobody out. */
function preferences({ isListed, metres }: Candidate, machine: Machine | null): Reason[] {
  const booking = machine?.bookable ?? null
  return [
    isListed ? reason('listed', 'can', 'isListed') : reason('listed', 'cannot', 'notListed'),
    ...(machine
      ? [
          booking === null
            ? reason('bookable', 'unknown', 'bookingNotKnown')
            : booking
              ? reason('bookable', 'can', 'isBookable')
              : reason('bookable', 'cannot', 'notBookable'),
        ]
      : []),
    metres === null
      ? reason('near', 'unknown', 'distanceNotKnown')
      : reason('near', 'can', 'distance', { metres: Math.round(metres) }),
  ]
}

/**
 * Labs in the order in which they suit what is wanted, each with its reasons: those that can, those of which something
 * is not known, those that cannot; among equals the listed, the bookable, the near. Nobody is left out, and the same
 * records always give the same order.
 */
export function rankLabs<Lab extends Candidate>(labs: readonly Lab[], wanted: Wanted): Ranked<Lab>[] {
  const ranked = labs.map((lab) => {
    const { machine, reasons } = machineReasons(lab, wanted)
    const deciding = [...reasons, activityReason(lab)]
    return {
      lab,
      deciding,
      bookable: machine?.bookable === true,
      verdict: verdictOf(deciding),
      reasons: [...deciding, ...preferences(lab, machine)],
    }
  })
  return ranked
    .sort(
      (a, b) =>
        better(a.deciding, b.deciding) ||
        Number(b.lab.isListed) - Number(a.lab.isListed) ||
        Number(b.bookable) - Number(a.bookable) ||
        (a.lab.metres ?? Number.POSITIVE_INFINITY) - (b.lab.metres ?? Number.POSITIVE_INFINITY) ||
        (a.lab.code < b.lab.code ? -1 : 1),
    )
    .map(({ lab, verdict, reasons }) => ({ lab, verdict, reasons }))
}

/** What a need may name. */
export interface Known {
  processes: ReadonlySet<string>
  materials: ReadonlySet<string>
  places: ReadonlySet<string>
  today: string
}

/** Everything that is wrong with a need as it is written. */
export function needFaultsOf(need: NewNeed, known: Known): { pointer: string; code: NeedFault }[] {
  const { process, material, place: where, dueOn, endsOn, firmName, firmShown } = need
  const isForOther = need.actsFor === 'prisonFirm'
  return [
    ...(known.processes.has(process) ? [] : [{ pointer: '/process', code: 'processUnknown' as const }]),
    ...(material === null || known.materials.has(material)
      ? []
      : [{ pointer: '/material', code: 'materialUnknown' as const }]),
    ...(where === null || known.places.has(where)
      ? []
      : [{ pointer: '/place', code: 'placeUnknown' as const }]),
    ...(endsOn < known.today ? [{ pointer: '/endsOn', code: 'dayOver' as const }] : []),
    ...(endsOn > dueOn ? [{ pointer: '/endsOn', code: 'endsAfterDue' as const }] : []),
    ...(isForOther && firmShown && firmName === null
      ? [{ pointer: '/firmName', code: 'firmMissing' as const }]
      : []),
    ...(!isForOther && (firmName !== null || firmShown)
      ? [{ pointer: '/firmName', code: 'firmNotAsked' as const }]
      : []),
  ]
}
