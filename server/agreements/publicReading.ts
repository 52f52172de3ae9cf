import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { readMilestones } from './milestoneReading.ts'
import type { PublicAgreement, PublicAgreements, PublicQuery } from './schema.ts'

/** SQL: the spaces of agreement `g` that the public may know of. */
const spacesJson = `(SELECT coalesce(json_agg(json_build_object('code', v.code, 'name', v.name, 'district', d.code)
    ORDER BY v.code), '[]')
  FROM agreement_space x JOIN published_space v ON v.id = x.space_id LEFT JOIN district d ON d.id = v.district_id
  WHERE x.agreement_id = g.id)`

type Row = Omit<PublicAgreement, 'milestones'> & { id: string }

/** Signed agreements on public spaces; a natural person is not named (D.Lgs 33/2013 art. 26 c. 4). */
async function readRows(db: Db): Promise<Row[]> {
  const rows: Row[] = await db({ g: 'agreement' })
    .join({ p: 'party' }, 'p.id', 'g.party_id')
    .whereNotIn('g.status', ['prepared', 'cancelled'])
    .orderByRaw("g.status IN ('ended', 'terminated'), upper(g.period), g.number")
    .select({
      id: 'g.id',
      number: 'g.number',
      holder: db.raw("CASE WHEN p.kind <> 'person' THEN p.name END"),
      instrument: 'g.instrument',
      spaces: db.raw(spacesJson),
      from: db.raw('lower(g.period)::text'),
      until: db.raw('(upper(g.period) - 1)::text'),
      rentEurYear: db.raw('g.rent_eur_year::float8'),
      isOver: db.raw("g.status IN ('ended', 'terminated')"),
      handedOverOn: db.raw(`(SELECT h.happened_on::text FROM agreement_handover h
        WHERE h.agreement_id = g.id AND h.kind = 'handover')`),
    })
  return rows.filter(({ spaces }) => spaces.length > 0)
}

/** All agreements as everybody may read them, with what was promised and its lights. */
async function readAll(db: Db, pack: Pick<Context, 'city'>): Promise<PublicAgreement[]> {
  const rows = await readRows(db)
  const milestones = await readMilestones(
    db,
    pack,
    rows.map(({ id }) => id),
    { isPublic: true },
  )
  return rows.map(({ id, ...row }) => ({ ...row, milestones: milestones.get(id) ?? [] }))
}

/** A page of the agreements that match, those in force first. */
export async function listPublicAgreements(
  db: Db,
  pack: Pick<Context, 'city'>,
  { space, district, light, limit = 50, offset = 0 }: PublicQuery,
): Promise<PublicAgreements> {
  const items = (await readAll(db, pack)).filter(
    (item) =>
      (!space || item.spaces.some(({ code }) => code.toUpperCase() === space.toUpperCase())) &&
      (!district || item.spaces.some((one) => one.district === district)) &&
      (!light || item.milestones.some((one) => one.light === light)),
  )
  return { total: items.length, items: items.slice(offset, offset + limit) }
}

/** @throws {NotFoundError} where there is none that the public may know of */
export async function readPublicAgreement(
  db: Db,
  pack: Pick<Context, 'city'>,
  number: string,
): Promise<PublicAgreement> {
  const found = (await readAll(db, pack)).find((item) => item.number === number)
  if (!found) throw new NotFoundError(`There is no agreement "${number}".`)
  return found
}
