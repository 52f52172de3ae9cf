import { TZDate } from '@date-fns/tz'
import ical, { type ICalEventData, ICalEventStatus } from 'ical-generator'
import type { Language } from '../accounts/words.ts'
import { timeZone } from '../city/rules.ts'
import { publicLink } from '../mail/body.ts'
import type { Announcement } from './announcements.ts'

/** Where a feed or calendar is read, and in which language. */
export interface Publication {
  publicUrl: string
  language: Language
  demo: boolean
}

const words = {
  it: {
    name: 'Bandi per gli spazi',
    opens: 'Apre il bando',
    closes: 'Scade il bando',
    questions: 'Ultimo momento per fare domande sul bando',
    visit: 'Sopralluogo',
    late: 'Un secondo dopo è in ritardo.',
    demo: 'DIMOSTRAZIONE',
  },
  en: {
    name: 'Calls for spaces',
    opens: 'Call opens',
    closes: 'Deadline of the call',
    questions: 'Last moment to ask questions about the call',
    visit: 'Site visit',
    late: 'One second later is late.',
    demo: 'DEMONSTRATION (DIMOSTRAZIONE)',
  },
} as const satisfies Record<Language, unknown>

/** The rules of summer time in Italy since 1996 (Directive 2000/84/EC), as RFC 5545, 3.6.5, has them written. */
const timeZoneDefinition = [
  'BEGIN:VTIMEZONE',
  `TZID:${timeZone}`,
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

interface Moment {
  name: string
  summary: string
  at: Date | null
  until?: Date
  place?: string
  cancelled?: boolean
}

const wall = (instant: Date) => new TZDate(instant, timeZone)

const titleOf = ({ title, titleEn }: Announcement, language: Language) =>
  (language === 'en' && titleEn) || title

function momentsOf(call: Announcement, language: Language): Moment[] {
  const t = words[language]
  const { opensAt, closesAt, questionsUntil, visits } = call
  return [
    { name: 'opens', summary: t.opens, at: opensAt },
    { name: 'closes', summary: t.closes, at: closesAt },
    { name: 'questions', summary: t.questions, at: questionsUntil },
    ...visits.map(({ id, startsAt, endsAt, meetingPoint, cancelled }) => ({
      name: `visit-${id}`,
      summary: t.visit,
      at: startsAt,
      until: endsAt,
      place: meetingPoint,
      cancelled,
    })),
  ]
}

function eventsOf(call: Announcement, publication: Publication): ICalEventData[] {
  const { publicUrl, language, demo } = publication
  const t = words[language]
  const url = publicLink({ publicUrl }, `/calls/${encodeURIComponent(call.code)}`)
  return momentsOf(call, language).flatMap(({ name, summary, at, until, place, cancelled }) =>
    at === null
      ? []
      : {
          id: `call-${call.code}-${name}@${new URL(publicUrl).host}`,
          start: wall(at),
          end: until ? wall(until) : null,
          timezone: timeZone,
          stamp: call.changedAt,
          sequence: call.version,
          summary: `${demo ? `[${t.demo}] ` : ''}${summary}: ${titleOf(call, language)}`,
          description: [name === 'closes' ? t.late : '', url].filter(Boolean).join('\n'),
          location: place ?? null,
          url,
          status:
            cancelled || call.phase === 'revoked' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        },
  )
}

/**
 * Opening, deadline, end of questions and visits of calls as an iCalendar (RFC 5545). Times are those on
 * the wall in Italy; an event keeps its id, so that a calendar that subscribes moves it where a call is extended.
 */
export function writeCalendar(calls: readonly Announcement[], publication: Publication): string {
  const { language } = publication
  const calendar = ical({
    name: words[language].name,
    prodId: { company: 'Spazi', product: 'calls', language: language.toUpperCase() },
    timezone: { name: null, generator: () => timeZoneDefinition },
    events: calls.flatMap((call) => eventsOf(call, publication)),
  })
  return calendar.toString()
}
