import { float } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { lonLat } from '../db/spatial.ts'
import type { LabContent, Machine } from './schema.ts'

const columns = (db: Db) => ({
  name: 'l.name',
  kind: 'l.kind',
  address: 'l.address',
  point: lonLat(db, 'l.geom'),
  positionApproximate: 'l.position_approximate',
  description: 'l.description',
  descriptionEn: 'l.description_en',
  website: 'l.website',
  links: 'l.links',
  email: 'l.email',
  phone: 'l.phone',
  areaM2: float(db, 'l.area_m2'),
  workstations: 'l.workstations',
  stepFree: 'l.step_free',
  languages: 'l.languages',
  hours: 'l.hours',
  prices: 'l.prices',
})

const readMachines = (db: Db, labId: number): Promise<Machine[]> =>
  db({ e: 'lab_equipment' })
    .where({ 'e.lab_id': labId })
    .orderBy(['e.position', 'e.id'])
    .select({
      machine: 'e.machine',
      label: 'e.label',
      brand: 'e.brand',
      workingMm: db.raw(`CASE WHEN num_nonnulls(e.working_x_mm, e.working_y_mm, e.working_z_mm) > 0 THEN
        json_build_object('x', e.working_x_mm, 'y', e.working_y_mm, 'z', e.working_z_mm) END`),
      powerW: 'e.power_w',
      materials: 'e.materials',
      training: 'e.training',
      bookable: 'e.bookable',
      priceEurHour: float(db, 'e.price_eur_hour'),
      state: 'e.state',
    })

/** What is written of a lab, as it is saved. */
export async function readContent(db: Db, labId: number): Promise<LabContent> {
  const row = await db({ l: 'lab' }).where({ 'l.id': labId }).first(columns(db))
  return { ...row, machines: await readMachines(db, labId) }
}

/** Writes the machines of a lab, in place of those it had. */
export async function writeMachines(trx: Db, labId: number, machines: readonly Machine[]): Promise<void> {
  await trx('lab_equipment').where({ lab_id: labId }).delete()
  if (machines.length === 0) return
  await trx('lab_equipment').insert(
    machines.map((one, position) => ({
      lab_id: labId,
      machine: one.machine,
      label: one.label,
      brand: one.brand,
      working_x_mm: one.workingMm?.x ?? null,
      working_y_mm: one.workingMm?.y ?? null,
      working_z_mm: one.workingMm?.z ?? null,
      power_w: one.powerW,
      materials: one.materials,
      training: one.training,
      bookable: one.bookable,
      price_eur_hour: one.priceEurHour,
      state: one.state,
      position,
    })),
  )
}

/** What a lab is found by: the codes of its machines, and of those without one their names. */
const equipmentOf = (machines: readonly Machine[]) => [
  ...new Set(machines.map(({ machine, label }) => (machine === 'other' ? (label ?? machine) : machine))),
]

/** The columns of a lab that its content fills. */
export const columnsOf = (trx: Db, content: LabContent) => ({
  name: content.name,
  kind: content.kind,
  address: content.address,
  geom: content.point && trx.raw('ST_SetSRID(ST_MakePoint(?, ?), 4326)', [...content.point]),
  position_approximate: content.positionApproximate,
  description: content.description,
  description_en: content.descriptionEn,
  website: content.website,
  links: content.links,
  email: content.email,
  phone: content.phone,
  area_m2: content.areaM2,
  workstations: content.workstations,
  step_free: content.stepFree,
  languages: content.languages,
  hours: content.hours && JSON.stringify(content.hours),
  prices: JSON.stringify(content.prices),
  equipment: equipmentOf(content.machines),
})

/** Writes what is said of a lab, its machines as they are now; `more` are columns beside its content. */
export async function writeContent(
  trx: Db,
  labId: number,
  content: LabContent,
  more: Record<string, unknown>,
): Promise<void> {
  await trx('lab')
    .where({ id: labId })
    .update({ ...columnsOf(trx, content), ...more })
  await writeMachines(trx, labId, content.machines)
}
