import { describe, expect, test } from 'vitest'
import { type Candidate, fitsInto, type Machine, needFaultsOf, rankLabs } from './rules.ts'
import type { NewNeed } from './schema.ts'

const machine = (changes: Partial<Machine> = {}): Machine => ({
  code: 'laser_co2',
  process: 'laserCutting',
  area: [600, 400, 100],
  materials: [],
  usualMaterials: ['wood'],
  state: 'working',
  bookable: null,
  ...changes,
})
const lab = (code: string, changes: Partial<Candidate> = {}): Candidate => ({
  code,
  activity: 'active',
  isListed: false,
  machines: [machine({ materials: ['wood'] })],
  metres: 1000,
  ...changes,
})
const wanted = { process: 'laserCutting', material: 'wood', size: [500, 300, 5] as const }
const codesOf = (labs: Candidate[], what = wanted) => rankLabs(labs, what).map(({ lab: { code } }) => code)
const one = (changes: Partial<Candidate>, what = wanted) => {
  const [ranked] = rankLabs([lab('A', changes)], what)
  if (!ranked) throw new Error('nobody is ranked')
  return ranked
}
const reasonOf = (ranked: ReturnType<typeof one>, criterion: string) =>
  ranked.reasons.find((reason) => reason.criterion === criterion)

describe('a working area', () => {
  test('takes a piece in any orientation', () => {
    expect(fitsInto([5, 500, 300], [600, 400, 100])).toBe('can')
    expect(fitsInto([600, 600, 5], [600, 400, 600])).toBe('can')
    expect(fitsInto([600, 600, 5], [600, 400, 100])).toBe('cannot')
  })

  test('that is not recorded leaves it open, unless the recorded sides are too small already', () => {
    expect(fitsInto([500, 300, 5], [600, 400, null])).toBe('unknown')
    expect(fitsInto([500, 300, 200], [600, 400, null])).toBe('unknown')
    expect(fitsInto([700, 700, 5], [600, 400, null])).toBe('cannot')
    expect(fitsInto([500, null, null], [null, null, null])).toBe('unknown')
    expect(fitsInto([null, null, null], [null, null, null])).toBe('can')
  })
})

describe('what is said of a lab', () => {
  test('it can where machine, size, material and activity are recorded and suit', () => {
    expect(one({})).toMatchObject({ verdict: 'can' })
    expect(one({}).reasons.map(({ code }) => code)).toEqual([
      'hasMachine',
      'fits',
      'materialRecorded',
      'isActive',
      'notListed',
      'bookingNotKnown',
      'distance',
    ])
  })

  test('nothing recorded is not known; a recorded list without the process cannot', () => {
    expect(reasonOf(one({ machines: [] }), 'machine')).toMatchObject({ code: 'noEquipmentRecorded' })
    expect(one({ machines: [] }).verdict).toBe('unknown')
    expect(one({ machines: [machine({ process: 'sewing' })] }).verdict).toBe('cannot')
  })

  test('a machine out of order cannot, one of an unknown state may', () => {
    expect(one({ machines: [machine({ state: 'outOfOrder', materials: ['wood'] })] }).verdict).toBe('cannot')
    expect(one({ machines: [machine({ state: null, materials: ['wood'] })] }).verdict).toBe('unknown')
  })

  test('a material that is usual for the machine is a hint, what the lab says itself counts', () => {
    const said = (materials: string[]) => reasonOf(one({ machines: [machine({ materials })] }), 'material')
    expect(said([])).toMatchObject({ verdict: 'unknown', code: 'materialUsual' })
    expect(said(['paper'])).toMatchObject({ verdict: 'cannot', code: 'materialOther' })
    expect(said(['paper', 'wood'])).toMatchObject({ verdict: 'can' })
  })

  test('the machine that suits best speaks for the lab', () => {
    const small = machine({ code: 'small', area: [100, 100, 10], materials: ['wood'] })
    const large = machine({ code: 'large', materials: ['wood'] })
    expect(reasonOf(one({ machines: [small, large] }), 'size')).toMatchObject({
      machine: 'large',
      code: 'fits',
    })
  })

  test('a closed lab cannot, one of an unknown activity may', () => {
    expect(one({ activity: 'closed' }).verdict).toBe('cannot')
    expect(one({ activity: null }).verdict).toBe('unknown')
  })
})

describe('the order', () => {
  test('those that can, then those not known, then those that cannot; nobody is left out', () => {
    const labs = [lab('C', { activity: 'closed' }), lab('B', { activity: null }), lab('A', { metres: 9000 })]
    expect(codesOf(labs)).toEqual(['A', 'B', 'C'])
  })

  test('fewer unknowns first; among equals listed, bookable, near, code', () => {
    const bookable = { machines: [machine({ materials: ['wood'], bookable: true })] }
    const labs = [
      lab('F', { activity: null, machines: [] }),
      lab('E', { activity: null }),
      lab('D', { metres: null }),
      lab('C2', { metres: 500 }),
      lab('C1', { metres: 500 }),
      lab('B', { ...bookable, metres: 8000 }),
      lab('A', { isListed: true, metres: 9000 }),
    ]
    expect(codesOf(labs)).toEqual(['A', 'B', 'C1', 'C2', 'D', 'E', 'F'])
    expect(codesOf([...labs].reverse())).toEqual(codesOf(labs))
  })
})

describe('a need', () => {
  const need: NewNeed = {
    party: 'x',
    actsFor: 'itself',
    firmName: null,
    firmShown: false,
    title: 'Vassoi',
    description: 'Vassoi incisi.',
    process: 'laserCutting',
    material: null,
    sizeXMm: null,
    sizeYMm: null,
    sizeZMm: null,
    quantity: 1,
    dueOn: '2026-07-31',
    endsOn: '2026-06-30',
    place: null,
    audience: 'public',
  }
  const known = {
    processes: new Set(['laserCutting']),
    materials: new Set(['wood']),
    places: new Set(['4']),
    today: '2026-06-01',
  }
  const faults = (changes: Partial<NewNeed>) =>
    needFaultsOf({ ...need, ...changes }, known).map(({ code }) => code)

  test('names what the pack knows and ends before it is due', () => {
    expect(faults({})).toEqual([])
    expect(faults({ process: 'magic', material: 'gold', place: '10' })).toEqual([
      'processUnknown',
      'materialUnknown',
      'placeUnknown',
    ])
    expect(faults({ endsOn: '2026-05-31' })).toEqual(['dayOver'])
    expect(faults({ endsOn: '2026-08-01' })).toEqual(['endsAfterDue'])
  })

  test('names a firm only for a firm inside a prison', () => {
    expect(faults({ firmName: 'Altra srl' })).toEqual(['firmNotAsked'])
    expect(faults({ actsFor: 'prisonFirm', firmName: 'Sartoria', firmShown: false })).toEqual([])
    expect(faults({ actsFor: 'prisonFirm', firmShown: true })).toEqual(['firmMissing'])
  })
})
