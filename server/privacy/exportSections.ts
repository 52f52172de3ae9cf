import type { Db } from '../db/index.ts'
import { isOfPartyLeft } from '../parties/leaving.ts'
import { isTheirAlert, isTheirsToSee } from './queries.ts'

/** A list in the export: SQL of one JSON object a row, `key` unique and ascending, of what belongs to `:accountId`. */
interface Section {
  name: string
  key: string
  keyType: 'uuid' | 'bigint' | 'text'
  object: string
  from: string
}

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Values of a person's own account, requests and parties in what they did; of others' nothing but that it was done. */
const ownValues = `CASE WHEN e.object_id = :accountId OR EXISTS (SELECT FROM request r
    WHERE r.id::text = e.object_id AND ${isTheirsToSee})
  THEN (SELECT json_object_agg(v.field, json_build_object('old', v.old_value, 'new', v.new_value)
    ORDER BY v.field) FROM audit_personal v WHERE v.event_id = e.id AND v.erased_at IS NULL) END`

export const sections: Section[] = [
  {
    name: 'identities',
    key: 'i.id',
    keyType: 'uuid',
    object: `'issuer', i.issuer, 'method', i.method, 'since', ${utc('i.created_at')}, 'lastUsed', ${utc('i.last_used_at')}`,
    from: 'account_identity i WHERE i.account_id = :accountId',
  },
  {
    name: 'roles',
    key: 'g.id',
    keyType: 'bigint',
    object: `'role', g.role, 'district', g.district_code, 'from', ${utc('g.valid_from')}, 'until', ${utc('g.valid_until')}`,
    from: 'account_role g WHERE g.account_id = :accountId',
  },
  {
    name: 'sessions',
    key: 's.id',
    keyType: 'uuid',
    object: `'openedAt', ${utc('s.created_at')}, 'lastSeenAt', ${utc('s.last_seen_at')}, 'browser', s.user_agent, 'identifiedBy', s.identified_by`,
    from: 'session s WHERE s.account_id = :accountId',
  },
  {
    name: 'parties',
    key: 'm.id',
    keyType: 'bigint',
    object: `'kind', p.kind, 'name', p.name, 'legalForm', now.legal_form, 'representative', now.representative,
      'fiscalCode', now.fiscal_code, 'vatNumber', now.vat_number, 'email', now.email, 'pec', now.pec, 'address', now.address,
      'phone', now.phone, 'myRole', m.role, 'since', ${utc('m.since')}, 'until', ${utc('m.ended_at')}`,
    // Of a party they have left no more than that they were in it.
    from: `party_member m JOIN party p ON p.id = m.party_id
      LEFT JOIN party now ON now.id = m.party_id AND m.ended_at IS NULL WHERE m.account_id = :accountId`,
  },
  {
    name: 'requests',
    key: 'r.id',
    keyType: 'uuid',
    object: `'id', r.id, 'number', r.number, 'kind', r.kind, 'status', r.status, 'createdAt', ${utc('r.created_at')},
      'receivedAt', ${utc('r.received_at')}, 'identifiedBy', r.identified_by, 'contentHash', r.content_hash,
      'content', r.content, 'reasonCode', r.reason_code, 'reason', r.reason, 'answer', r.answer,
      'spaces', (SELECT json_agg(coalesce(l.title, w.code) ORDER BY x.preference) FROM request_lot x
        LEFT JOIN lot l ON l.id = x.lot_id LEFT JOIN space w ON w.id = x.space_id WHERE x.request_id = r.id),
      'completions', (SELECT json_agg(json_build_object('askedAt', ${utc('k.asked_at')}, 'message', k.message,
        'answer', k.answer, 'answeredAt', ${utc('k.answered_at')}) ORDER BY k.asked_at, k.id)
        FROM request_completion k WHERE k.request_id = r.id),
      'reviews', (SELECT json_agg(json_build_object('askedAt', ${utc('w.received_at')}, 'text', w.text,
        'outcome', w.outcome, 'answer', w.answer) ORDER BY w.received_at, w.id)
        FROM ranking_review w WHERE w.request_id = r.id)`,
    from: `request r WHERE ${isTheirsToSee}`,
  },
  {
    name: 'commissions',
    key: 'm.id',
    keyType: 'bigint',
    object: `'call', (SELECT c.code FROM call c WHERE c.id = m.call_id), 'position', m.position, 'act', m.act_number,
      'since', ${utc('m.appointed_at')}, 'until', ${utc('m.replaced_at')}, 'relations', m.relations,
      'marks', (SELECT json_agg(json_build_object('request', r.number, 'criterion', s.criterion, 'points', s.points,
        'note', s.note, 'givenAt', ${utc('s.given_at')}) ORDER BY s.id)
        FROM score s JOIN request r ON r.id = s.request_id WHERE s.member_id = m.id)`,
    from: 'commission_member m WHERE m.account_id = :accountId',
  },
  {
    name: 'observations',
    key: 'o.id',
    keyType: 'uuid',
    object: `'id', o.id, 'number', o.number, 'kind', o.kind, 'status', o.status, 'plan', (SELECT p.code FROM plan p
      WHERE p.id = o.plan_id), 'createdAt', ${utc('o.created_at')}, 'receivedAt', ${utc('o.received_at')},
      'contentHash', o.content_hash, 'content', o.draft`,
    from: 'submission o WHERE o.account_id = :accountId',
  },
  {
    name: 'questions',
    key: 'q.id',
    keyType: 'uuid',
    object: `'call', (SELECT c.code FROM call c WHERE c.id = q.call_id), 'text', q.text, 'askedAt', ${utc('q.asked_at')},
      'answer', q.answer, 'declinedReason', q.declined_reason`,
    from: 'call_question q WHERE q.account_id = :accountId',
  },
  {
    name: 'visits',
    key: 'b.id',
    keyType: 'uuid',
    object: `'startsAt', (SELECT ${utc('s.starts_at')} FROM visit_slot s WHERE s.id = b.slot_id), 'visitor', b.visitor_name,
      'people', b.people, 'status', b.status, 'certificate', b.certificate, 'madeAt', ${utc('b.made_at')}`,
    from: 'visit_booking b WHERE b.account_id = :accountId',
  },
  {
    name: 'yearlyReports',
    key: 'y.id',
    keyType: 'bigint',
    object: `'agreement', (SELECT g.number FROM agreement g WHERE g.id = y.agreement_id), 'year', y.year, 'jobs', y.jobs,
      'openingHoursWeek', y.opening_hours_week, 'residentHours', y.resident_hours, 'text', y.text,
      'receivedAt', ${utc('y.received_at')}`,
    from: 'yearly_report y WHERE y.sent_by = :accountId',
  },
  {
    name: 'milestoneReplies',
    key: 'm.id',
    keyType: 'bigint',
    object: `'text', m.text, 'receivedAt', ${utc('m.received_at')}`,
    from: 'milestone_reply m WHERE m.sent_by = :accountId',
  },
  {
    name: 'labApplications',
    key: 'a.id',
    keyType: 'uuid',
    object: `'number', a.number, 'status', a.status, 'edition', (SELECT e.code FROM lab_list_edition e
      WHERE e.id = a.edition_id), 'lab', (SELECT l.name FROM lab l WHERE l.id = a.lab_id), 'answers', a.answers,
      'startedAt', ${utc('a.started_at')}, 'receivedAt', ${utc('a.received_at')},
      'asks', (SELECT json_agg(json_build_object('kind', k.kind, 'askedAt', ${utc('k.asked_at')}, 'message', k.message,
        'answer', k.answer, 'answeredAt', ${utc('k.answered_at')}) ORDER BY k.id)
        FROM lab_list_ask k WHERE k.application_id = a.id)`,
    from: `lab_list_application a WHERE (a.account_id = :accountId OR a.sent_by = :accountId)
      AND EXISTS (SELECT FROM party_member m WHERE m.party_id = a.party_id AND m.account_id = :accountId
        AND m.ended_at IS NULL)`,
  },
  {
    name: 'needs',
    key: 'n.id',
    keyType: 'bigint',
    object: `'code', n.code, 'title', n.title, 'description', n.description, 'firm', n.firm_name,
      'audience', n.audience, 'madeAt', ${utc('n.made_at')}, 'closedAt', ${utc('n.closed_at')},
      'contacts', (SELECT json_agg(json_build_object('lab', l.name, 'message', c.message, 'sentAt', ${utc('c.sent_at')})
        ORDER BY c.id) FROM need_contact c JOIN lab l ON l.id = c.lab_id WHERE c.need_id = n.id)`,
    from: `need n WHERE n.account_id = :accountId AND EXISTS (SELECT FROM party_member m
      WHERE m.party_id = n.party_id AND m.account_id = :accountId AND m.ended_at IS NULL)`,
  },
  {
    name: 'needAnswers',
    key: 'w.id',
    keyType: 'bigint',
    object: `'need', (SELECT n.code FROM need n WHERE n.id = w.need_id), 'lab', (SELECT l.name FROM lab l
      WHERE l.id = w.lab_id), 'can', w.can, 'note', w.note, 'saidAt', ${utc('w.said_at')}`,
    from: 'need_answer w WHERE w.account_id = :accountId',
  },
  {
    name: 'letters',
    key: 'n.id',
    keyType: 'uuid',
    object: `'kind', n.kind, 'to', n.recipient, 'subject', n.subject, 'channel', n.channel,
      'text', CASE WHEN n.holds_secret THEN NULL ELSE n.body_text END, 'writtenAt', ${utc('n.created_at')},
      'sentAt', ${utc('n.sent_at')}, 'deliveredAt', ${utc('n.delivered_at')}`,
    from: `mail_outbox n WHERE n.account_id = :accountId AND NOT ${isOfPartyLeft}`,
  },
  {
    name: 'letterChoices',
    key: 'h.kind',
    keyType: 'text',
    object: `'kind', h.kind, 'wanted', h.wanted, 'chosenAt', ${utc('h.chosen_at')}`,
    from: 'letter_choice h WHERE h.account_id = :accountId',
  },
  {
    name: 'notifications',
    key: 'n.id',
    keyType: 'uuid',
    object: `'kind', n.kind, 'about', n.object_kind, 'facts', n.facts, 'at', ${utc('n.created_at')}, 'readAt', ${utc('n.read_at')}`,
    from: `notification n WHERE n.account_id = :accountId AND NOT ${isOfPartyLeft}`,
  },
  {
    name: 'alerts',
    key: 'l.id',
    keyType: 'uuid',
    object: `'filters', l.filters, 'language', l.language, 'askedAt', ${utc('l.created_at')}, 'confirmedAt', ${utc('l.confirmed_at')}`,
    from: `alert l WHERE ${isTheirAlert}`,
  },
  {
    name: 'districtDigests',
    key: 'l.id',
    keyType: 'uuid',
    object: `'district', l.district_code, 'language', l.language, 'askedAt', ${utc('l.created_at')}, 'confirmedAt', ${utc('l.confirmed_at')}`,
    from: `district_digest l WHERE ${isTheirAlert}`,
  },
  {
    name: 'events',
    key: 'e.id',
    keyType: 'bigint',
    object: `'at', ${utc('e.happened_at')}, 'action', e.action, 'as', e.actor_role, 'object', e.object_kind,
      'objectId', e.object_id, 'values', ${ownValues}`,
    from: 'audit_event e WHERE e.actor_id = :accountId',
  },
]

const pageSize = 200

/** The rows of a section as JSON texts, read in pages so that a long list is never held whole. */
export async function* readSection(db: Db, section: Section, accountId: string): AsyncGenerator<string> {
  const { key, keyType, object, from } = section
  let after: string | null = null
  for (;;) {
    const { rows }: { rows: { key: string; json: string }[] } = await db.raw(
      `SELECT ${key}::text AS key, json_build_object(${object})::text AS json FROM ${from}
         AND (:after::${keyType} IS NULL OR ${key} > :after::${keyType})
       ORDER BY ${key} LIMIT ${pageSize}`,
      { accountId, after },
    )
    for (const { json } of rows) yield json
    after = rows.at(-1)?.key ?? null
    if (rows.length < pageSize) return
  }
}
