import { beforeAll, describe, expect, test } from 'vitest'
import { romeInstant } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { insertCall, insertSpace } from '../testing/requests.ts'

const fixture = testApp()

beforeAll(async () => {
  const { db } = fixture
  await insertCall(db, 'BANDO-1', [await insertSpace(db, 'F1')], {
    title: 'Officine & botteghe, 2099',
    title_en: 'Workshops & shops, 2099',
    summary: 'Tre lotti <in> via Prova',
    standing: false,
    status: 'published',
    published_at: '2026-03-01T08:00:00Z',
    opens_at: romeInstant('2099-03-28', '09:00'),
    closes_at: romeInstant('2099-03-30', '12:00'),
    questions_until: romeInstant('2099-03-20', '12:00'),
  })
  await insertCall(db, 'BANDO-2', [], { status: 'revoked' })
  await insertCall(db, 'BOZZA', [], { status: 'draft' })
})

/** Events of an iCalendar as their properties; lines are unfolded first (RFC 5545, 3.1). */
function eventsOf(text: string): Record<string, string>[] {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n')
  const blocks = lines.join('\n').split('BEGIN:VEVENT\n').slice(1)
  return blocks.map((block) =>
    Object.fromEntries(
      (block.split('\nEND:VEVENT')[0] ?? '').split('\n').map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon), line.slice(colon + 1)]
      }),
    ),
  )
}

describe('the calendar', () => {
  test('has opening, deadline and end of questions with the time on the wall in Italy', async () => {
    const answer = await fixture.app.inject('/api/calls/BANDO-1.ics')
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const times = Object.fromEntries(
      eventsOf(answer.body).map((event) => [event.UID?.split('@')[0], event['DTSTART;TZID=Europe/Rome']]),
    )
    expect(times).toEqual({
      'call-BANDO-1-opens': '20990328T090000',
      'call-BANDO-1-closes': '20990330T120000',
      'call-BANDO-1-questions': '20990320T120000',
    })
    expect(answer.body).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\n')
  })

  test('says what each is, in the language asked for, and that it is a demonstration', async () => {
    const english = eventsOf((await fixture.app.inject('/api/calls/BANDO-1.ics?language=en')).body)
    expect(english.map(({ SUMMARY }) => SUMMARY)).toContain(
      '[DEMONSTRATION (DIMOSTRAZIONE)] Deadline of the call: Workshops & shops\\, 2099',
    )
  })

  test('of all calls has no draft, and what was revoked is cancelled', async () => {
    const events = eventsOf((await fixture.app.inject('/api/calls.ics')).body)
    expect(events.map(({ UID }) => UID?.split('@')[0]).sort()).toEqual([
      'call-BANDO-1-closes',
      'call-BANDO-1-opens',
      'call-BANDO-1-questions',
      'call-BANDO-2-opens',
    ])
    expect(events.find(({ UID }) => UID?.startsWith('call-BANDO-2'))?.STATUS).toBe('CANCELLED')
    expect((await fixture.app.inject('/api/calls/BOZZA.ics')).statusCode).toBe(404)
    expect((await fixture.app.inject('/api/calls/NONE.ics')).statusCode).toBe(404)
  })
})

describe('the feed', () => {
  test('has each call once, linked, with its words escaped', async () => {
    const answer = await fixture.app.inject('/api/calls.atom')
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const entries = answer.body.split('<entry>').slice(1)
    expect(entries).toHaveLength(2)
    const entry = entries.find((text) => text.includes('/calls/BANDO-1')) ?? ''
    expect(entry).toContain('<![CDATA[Officine &amp; botteghe, 2099]]>')
    expect(entry).toContain('Apre presto. Tre lotti &lt;in&gt; via Prova')
    expect(entry).toContain('<published>2026-03-01T08:00:00.000Z</published>')
    expect(answer.body).not.toContain('BOZZA')
  })
})

test.each(['/api/calls.ics', '/api/calls/BANDO-1.ics', '/api/calls.atom'])(
  '%s that has not changed is not sent again',
  async (url) => {
    const first = await fixture.app.inject(url)
    expect(first.headers['cache-control']).toBe('no-cache')
    const again = await fixture.app.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  },
)
