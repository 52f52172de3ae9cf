import type { Db } from '../db/index.ts'
import { callPhase } from './rules.ts'
import type { CallPhase, CallStatus } from './schema.ts'

/** What the calendar and the feed tell of a call. */
export interface Announcement {
  code: string
  title: string
  titleEn: string | null
  summary: string | null
  summaryEn: string | null
  phase: CallPhase
  opensAt: Date | null
  closesAt: Date | null
  questionsUntil: Date | null
  visits: AnnouncedVisit[]
  /** Number of the version the public reads. */
  version: number
  publishedAt: Date
  /** When something of it last changed for the public. */
  changedAt: Date
}

interface AnnouncedVisit {
  id: number
  startsAt: Date
  endsAt: Date
  meetingPoint: string
  cancelled: boolean
}

type Row = Omit<Announcement, 'phase' | 'visits'> & {
  status: CallStatus
  now: Date
  visits: (Omit<AnnouncedVisit, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string })[]
}

const past = (instant: string) => `CASE WHEN ${instant} <= clock_timestamp() THEN ${instant} END`

const select = `
  SELECT c.code, c.title, c.title_en AS "titleEn", c.summary, c.summary_en AS "summaryEn", c.status,
    c.opens_at AS "opensAt", c.closes_at AS "closesAt", c.questions_until AS "questionsUntil",
    c.current_version AS version, clock_timestamp() AS now,
    coalesce(c.published_at, ${past('c.opens_at')}, to_timestamp(0)) AS "publishedAt",
    coalesce(greatest(c.published_at, ${past('c.opens_at')}, ${past('c.closes_at')}, c.ended_at,
      (SELECT max(greatest(s.made_at, s.cancelled_at)) FROM visit_slot s WHERE s.call_id = c.id),
      (SELECT max(v.made_at) FROM call_version v WHERE v.call_id = c.id),
      (SELECT max(q.answered_at) FROM call_question q WHERE q.call_id = c.id AND q.answer IS NOT NULL)),
      to_timestamp(0)) AS "changedAt",
    coalesce((SELECT json_agg(json_build_object('id', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
        'meetingPoint', s.meeting_point, 'cancelled', s.cancelled_at IS NOT NULL) ORDER BY s.starts_at, s.id)
      FROM visit_slot s WHERE s.call_id = c.id), '[]') AS visits
  FROM call c WHERE c.status <> 'draft'`

const toAnnouncement = ({ status, now, visits, ...row }: Row): Announcement => ({
  ...row,
  phase: callPhase({ status, ...row }, now),
  visits: visits.map(({ startsAt, endsAt, ...visit }) => ({
    ...visit,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  })),
})

/** Every call but drafts, the one changed last first; at most a hundred. */
export async function listAnnouncements(db: Db): Promise<Announcement[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(`${select} ORDER BY "changedAt" DESC, c.code LIMIT 100`)
  return rows.map(toAnnouncement)
}

/** One call by its code; null where there is none or it is a draft. */
export async function findAnnouncement(db: Db, code: string): Promise<Announcement | null> {
  const { rows } = await db.raw<{ rows: Row[] }>(`${select} AND c.code = :code`, { code })
  return rows[0] ? toAnnouncement(rows[0]) : null
}
