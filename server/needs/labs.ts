import type { CityPack } from '../city/pack.ts'
import type { Db } from '../db/index.ts'
import type { Candidate, Machine } from './rules.ts'

/** A lab as it is ranked and shown. */
interface LabToRank extends Candidate {
  id: number
  name: string
  district: string | null
  website: string | null
  canBeWritten: boolean
}

interface MachineRow {
  machine: string
  x: number | null
  y: number | null
  z: number | null
  materials: string[]
  state: Machine['state']
  bookable: boolean | null
}

type Row = Omit<LabToRank, 'machines'> & { machines: MachineRow[] }

/** SQL: the lab `l` has an address of its own, or people who keep it and have one. */
const writable = `(l.email IS NOT NULL OR EXISTS (SELECT FROM party_member m
  JOIN account k ON k.id = m.account_id AND k.disabled_at IS NULL AND k.email IS NOT NULL
  WHERE m.party_id = l.party_id AND m.ended_at IS NULL))`

const statement = `
  SELECT l.id, l.code, l.name, d.code AS district, l.website,
    s.activity,
    EXISTS (SELECT FROM lab_list_application a WHERE a.lab_id = l.id AND a.status = 'listed'
      AND a.validity @> current_date) AS "isListed",
    ${writable} AS "canBeWritten",
    ST_Distance(l.geom::geography, ST_SetSRID(ST_MakePoint(:lon::float8, :lat::float8), 4326)::geography) AS metres,
    (SELECT coalesce(json_agg(json_build_object('machine', e.machine, 'x', e.working_x_mm, 'y', e.working_y_mm,
       'z', e.working_z_mm, 'materials', e.materials, 'state', e.state, 'bookable', e.bookable)
       ORDER BY e.position, e.id), '[]') FROM lab_equipment e WHERE e.lab_id = l.id) AS machines
  FROM lab l JOIN lab_state s ON s.lab_id = l.id LEFT JOIN district d ON d.id = l.district_id
  WHERE l.ended_on IS NULL ORDER BY l.code`

function toMachine({ machine, x, y, z, materials, state, bookable }: MachineRow, city: CityPack): Machine {
  const kind = city.equipment.machines.find(({ code }) => code === machine)
  return {
    code: machine,
    process: kind?.process ?? null,
    area: [x, y, z],
    materials,
    usualMaterials: kind?.materials ?? [],
    state,
    bookable,
  }
}

/** Every lab there is, with its machines and how far it is from a place. */
export async function readLabsToRank(
  db: Db,
  city: CityPack,
  point: readonly [number, number] | null,
): Promise<LabToRank[]> {
  const [lon, lat] = point ?? [null, null]
  const { rows } = await db.raw<{ rows: Row[] }>(statement, { lon, lat })
  return rows.map((row) => ({ ...row, machines: row.machines.map((machine) => toMachine(machine, city)) }))
}

/** Where a place of a need is, in degrees; a district stands for a point inside it. */
export async function pointOf(
  db: Db,
  { labLists }: CityPack,
  place: string | null,
): Promise<[number, number] | null> {
  if (place === null) return null
  const known = labLists.places.find(({ code }) => code === place)
  if (known) return [known.lon, known.lat]
  const { rows } = await db.raw<{ rows: { lon: number; lat: number }[] }>(
    'SELECT ST_X(p.point) AS lon, ST_Y(p.point) AS lat FROM (SELECT ST_PointOnSurface(d.geom) AS point FROM district d WHERE d.code = :place) p',
    { place },
  )
  const [row] = rows
  return row ? [row.lon, row.lat] : null
}
