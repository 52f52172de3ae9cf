import { addDays, romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { missingYears } from './reports.ts'
import { isSigned } from './requestStatus.ts'
import { milestoneLight } from './rules.ts'
import { type Due, type DueKind, dueKinds } from './schema.ts'
import { findFinalRanking, findProposals } from './situation.ts'

/** SQL: awards `a` that stand, with where they are on the way to a signed agreement. */
const openAwards = `
  SELECT a.id, q.number || ' · ' || (SELECT string_agg(s.code, ', ' ORDER BY s.code) FROM award w
      JOIN space s ON s.id = w.space_id WHERE coalesce(w.first_id, w.id) = a.id) AS about,
    p.name AS holder, a.answer, a.act_date::text AS "actDate",
    EXISTS (SELECT FROM award_check k WHERE k.award_id = a.id AND k.outcome = 'failed')
      OR (SELECT count(*) FROM award_check k WHERE k.award_id = a.id AND k.outcome <> 'pending') < :checks AS "mustCheck",
    (SELECT g.id FROM agreement g WHERE g.award_id = a.id AND g.status <> 'cancelled') AS "agreementId"
  FROM award a JOIN request q ON q.id = a.request_id JOIN party p ON p.id = a.party_id
  WHERE a.revoked_at IS NULL AND a.first_id IS NULL
    AND NOT ${isSigned}
  ORDER BY a.act_date, a.id`

interface OpenAward {
  id: string
  about: string
  holder: string
  answer: string | null
  actDate: string
  mustCheck: boolean
  agreementId: string | null
}

function dueOfAward(award: OpenAward): Due {
  const { id, about, holder, answer, mustCheck, agreementId } = award
  const at = (kind: DueKind, path = `/desk/awards/${id}`): Due => ({ kind, about, holder, dueOn: null, path })
  if (answer === null) return at('askAnswer')
  if (mustCheck) return at('checks')
  return agreementId === null ? at('prepare') : at('sign', `/desk/agreements/${agreementId}`)
}

async function dueAwards(db: Db, { city }: Pick<Context, 'city'>): Promise<Due[]> {
  const { rows } = await db.raw<{ rows: OpenAward[] }>(openAwards, { checks: city.awards.checks.length })
  return rows.map(dueOfAward)
}

/** Lots of ranked calls that are free and have somebody next. */
async function dueLots(db: Db): Promise<Due[]> {
  const calls: { id: number; code: string }[] = await db('call')
    .whereIn('status', ['finalRanking', 'awarded'])
    .where({ standing: false })
    .orderBy('code')
    .select('id', 'code')
  const found: Due[] = []
  for (const { id, code } of calls) {
    const ranking = await findFinalRanking(db, id)
    if (!ranking) continue
    const proposed = await findProposals(db, id, ranking.id)
    const lots = await db('lot').where({ call_id: id }).orderBy('number').select('id', 'number', 'title')
    for (const lot of lots)
      if (proposed.get(lot.id))
        found.push({
          kind: 'awardNext',
          about: `${code} · ${lot.number}. ${lot.title}`,
          holder: null,
          dueOn: null,
          path: `/desk/calls/${encodeURIComponent(code)}/awards`,
        })
  }
  return found
}

interface LiveAgreement {
  id: string
  about: string
  holder: string
  status: string
  from: string
  until: string
  signedOn: string | null
  handedOverOn: string | null
  endedOn: string | null
  isReturned: boolean
  isAlerted: boolean
  guaranteeUntil: string | null
  reports: { year: number }[]
  milestones: {
    title: string
    dueOn: string
    facts: { met: boolean; observedOn: string; toldAt: string | null }[]
  }[]
}

const live = `
  SELECT g.id, g.number || ' · ' || (SELECT string_agg(s.code, ', ' ORDER BY s.code) FROM agreement_space x
      JOIN space s ON s.id = x.space_id WHERE x.agreement_id = g.id) AS about,
    p.name AS holder, g.status, lower(g.period)::text AS "from", (upper(g.period) - 1)::text AS until,
    g.signed_on::text AS "signedOn", g.ended_on::text AS "endedOn",
    (SELECT h.happened_on::text FROM agreement_handover h WHERE h.agreement_id = g.id AND h.kind = 'handover') AS "handedOverOn",
    EXISTS (SELECT FROM agreement_handover h WHERE h.agreement_id = g.id AND h.kind = 'return') AS "isReturned",
    EXISTS (SELECT FROM agreement_alert t WHERE t.agreement_id = g.id AND t.until = upper(g.period) - 1) AS "isAlerted",
    g.guarantee ->> 'expiresOn' AS "guaranteeUntil",
    (SELECT coalesce(json_agg(json_build_object('year', y.year)), '[]')
      FROM yearly_report y WHERE y.agreement_id = g.id) AS reports,
    (SELECT coalesce(json_agg(json_build_object('title', m.title, 'dueOn', m.due_on::text, 'facts',
        (SELECT coalesce(json_agg(json_build_object('met', f.met, 'observedOn', f.observed_on::text, 'toldAt', f.told_at)
          ORDER BY f.observed_on, f.id), '[]') FROM milestone_fact f WHERE f.milestone_id = m.id)) ORDER BY m.due_on), '[]')
      FROM milestone m WHERE m.agreement_id = g.id) AS milestones
  FROM agreement g JOIN party p ON p.id = g.party_id
  WHERE g.status IN ('signed', 'handedOver', 'ended', 'terminated')
  ORDER BY upper(g.period), g.number`

interface Moment {
  now: Date
  today: string
  replyDays: number
}

/** How many days ahead the end of a guarantee is said. */
const guaranteeDays = 60

function dueOfAgreement(agreement: LiveAgreement, moment: Moment): Due[] {
  const { id, about, holder, status, until, guaranteeUntil } = agreement
  const { today } = moment
  const at = (kind: DueKind, dueOn: string | null, more = ''): Due => ({
    kind,
    about: about + more,
    holder,
    dueOn,
    path: `/desk/agreements/${id}`,
  })
  if (status === 'signed') return [at('handOver', agreement.from)]
  if (status !== 'handedOver') return agreement.isReturned ? [] : [at('takeBack', agreement.endedOn)]
  const isOpen = ({ dueOn, facts }: LiveAgreement['milestones'][number]) => {
    const findings = facts.map(({ toldAt, ...fact }) => ({
      ...fact,
      toldAt: toldAt === null ? null : new Date(toldAt),
      hasReply: false,
    }))
    return milestoneLight({ dueOn, findings }, moment).reason === 'noFact'
  }
  return [
    ...(agreement.isAlerted ? [at('ending', until)] : []),
    ...(guaranteeUntil && guaranteeUntil <= addDays(today, guaranteeDays) && guaranteeUntil < until
      ? [at('guarantee', guaranteeUntil)]
      : []),
    ...agreement.milestones.filter(isOpen).map(({ title, dueOn }) => at('milestone', dueOn, ` · ${title}`)),
  ]
}

function dueReports(agreement: LiveAgreement, today: string): Due[] {
  const [first] = missingYears(agreement, agreement.reports, today)
  if (first === undefined) return []
  const { id, about, holder } = agreement
  return [
    {
      kind: 'report',
      about: `${about} · ${first}`,
      holder,
      dueOn: `${first}-12-31`,
      path: `/desk/agreements/${id}`,
    },
  ]
}

/** Everything the office has to do about awards and agreements, by how pressing its kind is and then by its day. */
export async function readDue(db: Db, context: Pick<Context, 'city'>): Promise<Due[]> {
  const now = await databaseNow(db)
  const moment = { now, today: romeDate(now), replyDays: context.city.awards.replyDays }
  const { rows } = await db.raw<{ rows: LiveAgreement[] }>(live)
  const all = [
    ...(await dueLots(db)),
    ...(await dueAwards(db, context)),
    ...rows.flatMap((row) => dueOfAgreement(row, moment)),
    ...rows.flatMap((row) => dueReports(row, moment.today)),
  ]
  return all.sort(
    (one, other) =>
      dueKinds.indexOf(one.kind) - dueKinds.indexOf(other.kind) ||
      (one.dueOn ?? '').localeCompare(other.dueOn ?? '') ||
      one.about.localeCompare(other.about),
  )
}
