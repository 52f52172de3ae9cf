import { addDays } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import type { Demo } from './load.ts'
import type { DemoPeople } from './people.ts'

/** SQL: a number that is always the same for an award, so that the demonstration is not all alike. */
const share = "('x' || substr(md5(s.code), 1, 4))::bit(16)::integer"

/**
 * Inserts an agreement for every space that somebody holds, with its handover, what was promised and what came
 * of it; spaces that are only awarded have one that is being prepared.
 */
export async function insertAgreements(trx: Db, demo: Demo, people: DemoPeople): Promise<void> {
  await trx.raw(
    `UPDATE award SET answer = 'accepted', answered_at = awarded_at WHERE answer IS NULL AND request_id IS NULL`,
  )
  await trx.raw(
    `INSERT INTO agreement (number, award_id, party_id, instrument, period, rent_eur_year, obligations, act_number,
       act_date, signed_on, status, made_by, made_at)
     SELECT 'A-' || to_char(a.act_date, 'YYYY') || '-' || lpad(nextval('agreement_number')::text, 5, '0'), a.id,
       a.party_id, 'lease', a.period, round((coalesce(s.unit_rent_eur_m2_year, 40) * s.area_m2)::numeric, 2),
       '["Aprire al pubblico entro sei mesi", "Due nuovi posti di lavoro nel primo anno"]', a.act_number, a.act_date,
       CASE WHEN s.status <> 'awarded' THEN least(a.act_date + 20, lower(a.period)) END,
       CASE WHEN s.status = 'awarded' THEN 'prepared' ELSE 'handedOver' END, :officer, a.awarded_at
     FROM award a JOIN space s ON s.id = a.space_id
     WHERE a.request_id IS NULL AND s.status IN ('inUse', 'expiring', 'awarded') ORDER BY a.act_date, s.code`,
    { officer: people.propertyOffice },
  )
  await trx.raw(
    `INSERT INTO agreement_space (agreement_id, space_id, period)
     SELECT g.id, a.space_id, g.period FROM agreement g JOIN award a ON a.id = g.award_id`,
  )
  await trx.raw(
    `INSERT INTO agreement_handover (agreement_id, kind, happened_on, recorded_by)
     SELECT g.id, 'handover', lower(g.period), :officer FROM agreement g WHERE g.status = 'handedOver'`,
    { officer: people.propertyOffice },
  )
  await insertPromises(trx, demo, people)
}

/** What each holder promised, what was seen of it when it was due, and what they report of last year. */
async function insertPromises(trx: Db, { today }: Demo, people: DemoPeople): Promise<void> {
  const given = {
    officer: people.propertyOffice,
    today,
    tellUntil: addDays(today, -20),
    year: Number(today.slice(0, 4)) - 1,
  }
  const held = `FROM agreement g JOIN agreement_space x ON x.agreement_id = g.id JOIN space s ON s.id = x.space_id
    WHERE g.status = 'handedOver'`
  await trx.raw(
    `INSERT INTO milestone (agreement_id, kind, title, title_en, target, unit, due_on, source)
     SELECT g.id, 'opening', 'Apertura al pubblico', 'Opening to the public', NULL::numeric, NULL,
       (lower(g.period) + interval '6 months')::date, 'Contratto, art. 4 (esempio)' ${held}
     UNION ALL
     SELECT g.id, 'jobs', 'Nuovi posti di lavoro', 'New jobs', 2, 'posti',
       (lower(g.period) + interval '12 months')::date, 'Progetto allegato al contratto (esempio)' ${held}`,
  )
  await trx.raw(
    `INSERT INTO milestone_fact (milestone_id, value, met, observed_on, source, entered_by, told_at)
     SELECT m.id, CASE WHEN m.kind = 'jobs' THEN CASE WHEN missed THEN 1 ELSE 2 + share % 3 END END, NOT missed,
       m.due_on, CASE WHEN m.kind = 'jobs' THEN 'Relazione annuale (esempio)' ELSE 'Sopralluogo (esempio)' END,
       :officer, CASE WHEN missed THEN m.due_on + interval '2 days' END
     FROM (SELECT m.*, ${share} AS share, ${share} % 9 = 0 AS missed FROM milestone m
       JOIN agreement_space x ON x.agreement_id = m.agreement_id JOIN space s ON s.id = x.space_id) m
     WHERE m.due_on <= :tellUntil::date AND m.share % 6 <> 1`,
    given,
  )
  await trx.raw(
    `INSERT INTO yearly_report (agreement_id, year, jobs, opening_hours_week, resident_hours, text)
     SELECT g.id, y.year, 1 + ${share} % 6, 30 + ${share} % 20, 20 + ${share} % 100,
       'Attività regolare, laboratorio aperto alle scuole (esempio).'
     FROM agreement g JOIN agreement_space x ON x.agreement_id = g.id JOIN space s ON s.id = x.space_id
     CROSS JOIN LATERAL generate_series(extract(year FROM lower(g.period))::integer, :year) y (year)
     WHERE g.status = 'handedOver' AND (${share} % 11 <> 0 OR y.year < :year)`,
    given,
  )
}

/** Inserts agreements with private operators, with what they have bound themselves to. */
export async function insertOffers(trx: Db, demo: Demo): Promise<void> {
  const day = (days: number | null | undefined) => (days == null ? null : addDays(demo.today, days))
  for (const { obligations, deedInDays, startsInDays, expiresInDays, lon, lat, contact, ...offer } of demo
    .settings.offers) {
    const [{ id }] = await trx('private_agreement')
      .insert({
        code: offer.code,
        kind: offer.kind,
        title: offer.title,
        title_en: offer.titleEn,
        operator: offer.operator,
        city_body: demo.city.office.name,
        summary: offer.summary,
        summary_en: offer.summaryEn,
        deed_number: offer.deedNumber,
        deed_date: day(deedInDays),
        starts_on: day(startsInDays),
        expires_on: day(expiresInDays),
        guarantee_eur: offer.guaranteeEur,
        contact: JSON.stringify(contact),
        status: offer.status,
        audience: 'public',
        source: demo.sources.source,
        source_date: demo.today,
        address: offer.address,
        geom: trx.raw('ST_SetSRID(ST_MakePoint(?, ?), 4326)', [lon, lat]),
      })
      .returning('id')
    await trx('private_obligation').insert(
      obligations.map(
        ({
          title,
          titleEn,
          areaM2,
          rentCapEurM2Year,
          forWhom,
          offersSpace,
          dueInDays,
          metInDays,
          hours,
          years,
        }) => ({
          agreement_id: id,
          title,
          title_en: titleEn,
          area_m2: areaM2,
          rent_cap_eur_m2_year: rentCapEurM2Year,
          hours,
          years,
          for_whom: forWhom,
          offers_space: offersSpace,
          due_on: day(dueInDays),
          met_on: day(metInDays),
        }),
      ),
    )
  }
}
