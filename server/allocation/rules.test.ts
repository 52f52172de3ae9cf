import { describe, expect, test } from 'vitest'
import { completeContent, registered } from '../testing/requests.ts'
import { writeLetter } from './letters.ts'
import {
  allowedActions,
  allowedProcedures,
  checkContent,
  completionDue,
  isLate,
  isSealed,
  nextStepOf,
  stateAfter,
} from './rules.ts'
import { type RequestContent, type RequestKind, requestActions, requestStatuses } from './schema.ts'

describe('what is checked before sending', () => {
  const target = {
    kind: 'application' as const,
    questions: [registered],
    excludedActivities: ['gaming'],
    today: '2026-11-23',
  }
  const faults = (content: RequestContent, kind: RequestKind = 'application') =>
    checkContent(content, { ...target, kind }).map(({ pointer, code }) => `${pointer} ${code}`)
  const applicant = completeContent.applicant

  test('a complete request has no faults', () => expect(faults(completeContent)).toEqual([]))

  test('an empty draft is told everything that is missing, in the order of the form', () => {
    const missing = faults({})
    expect(missing[0]).toBe('/applicant/kind required')
    expect(missing).toContain('/eligibilityAnswers/registered required')
    expect(missing).toContain('/consents/truth consentRequired')
  })

  test.each<[Partial<RequestContent>, string]>([
    [
      { applicant: { ...applicant, fiscalCode: 'RSSMRA80A01F205Y' } },
      '/applicant/fiscalCode invalidFiscalCode',
    ],
    [{ applicant: { ...applicant, vatNumber: '12345678901' } }, '/applicant/vatNumber invalidVatNumber'],
    [{ applicant: { ...applicant, email: 'anna' } }, '/applicant/email invalidEmail'],
    [{ applicant: { ...applicant, phone: 'call me' } }, '/applicant/phone invalidPhone'],
    [{ atecoCode: 'C25' }, '/atecoCode invalidAtecoCode'],
    [{ startOn: '2026-11-22' }, '/startOn startInPast'],
    [{ text: 'short' }, '/text tooShort'],
    [{ use: 'gaming' }, '/use excludedActivity'],
    [{ people: undefined }, '/people required'],
    [{ eligibilityAnswers: { registered: false } }, '/eligibilityAnswers/registered notEligible'],
  ])('%j: %s', (change, fault) => expect(faults({ ...completeContent, ...change })).toEqual([fault]))

  test('an organisation needs somebody who signs for it', () => {
    const organisation = { ...applicant, kind: 'organisation' as const, fiscalCode: '01199250158' }
    expect(faults({ ...completeContent, applicant: organisation })).toEqual([
      '/applicant/representative required',
    ])
  })

  test('whoever expresses an interest confirms that it binds nobody', () => {
    const content = { ...completeContent, consents: { privacy: true, truth: true } }
    expect(faults(content)).toEqual([])
    expect(faults(content, 'expressionOfInterest')).toEqual(['/consents/notBinding consentRequired'])
  })
})

describe('states', () => {
  test('an application is checked, completed, admitted and only then awarded', () => {
    expect(stateAfter('application', 'submitted', 'take')).toBe('formalCheck')
    expect(stateAfter('application', 'submitted', 'award')).toBeNull()
    expect(stateAfter('application', 'formalCheck', 'award')).toBeNull()
    expect(stateAfter('application', 'completionRequested', 'complete')).toBe('formalCheck')
    expect(stateAfter('application', 'admitted', 'award')).toBe('awarded')
  })

  test('an expression of interest is noted, answered or closed, never admitted', () => {
    expect(allowedActions('expressionOfInterest', 'submitted', 'office')).toEqual([
      'take',
      'note',
      'answer',
      'close',
    ])
    expect(stateAfter('expressionOfInterest', 'submitted', 'award')).toBeNull()
    expect(stateAfter('expressionOfInterest', 'closed', 'answer')).toBeNull()
  })

  test('nothing leads out of an end, and nothing leads back to a draft', () => {
    for (const kind of ['application', 'expressionOfInterest'] as const) {
      for (const end of ['withdrawn', 'excluded', 'closed', 'awarded'] as const) {
        expect(requestActions.filter((action) => stateAfter(kind, end, action))).toEqual([])
      }
      for (const status of requestStatuses) {
        for (const action of requestActions) expect(stateAfter(kind, status, action)).not.toBe('draft')
      }
    }
  })

  test('every state says what comes next', () => {
    for (const status of requestStatuses) expect(nextStepOf(status)).toBeTruthy()
  })

  test('an expression of interest is awarded by no call', () => {
    expect(allowedProcedures('application', 'publicAuction')).toEqual(['publicAuction'])
    expect(allowedProcedures('expressionOfInterest', null)).toEqual([
      'competingOffersNotice',
      'codedLegalBasis',
    ])
  })
})

describe('terms', () => {
  const holidays = { fixed: ['12-07', '12-08', '12-25'], easterMonday: true }

  test('a completion is due within ten days, and never on a holiday', () => {
    expect(completionDue('2026-11-23', '2026-11-23', holidays)).toBeNull()
    expect(completionDue('2026-12-03', '2026-11-23', holidays)).toBe('2026-12-03')
    expect(completionDue('2026-12-04', '2026-11-23', holidays)).toBeNull()
    expect(completionDue('2026-12-06', '2026-11-30', holidays)).toBe('2026-12-09')
  })

  test('regression 21: the last second of the day is in time, the next is late', () => {
    expect(isLate(new Date('2026-12-03T22:59:59.900Z'), '2026-12-03')).toBe(false)
    expect(isLate(new Date('2026-12-03T23:00:00.000Z'), '2026-12-03')).toBe(true)
    expect(isLate(new Date('2026-07-03T21:59:59Z'), '2026-07-03')).toBe(false)
    expect(isLate(new Date('2026-07-03T22:00:00Z'), '2026-07-03')).toBe(true)
  })

  test('applications stay sealed until the deadline, those of a standing call never', () => {
    const closesAt = new Date('2026-12-03T11:00:00Z')
    expect(isSealed({ standing: false, closesAt }, closesAt)).toBe(true)
    expect(isSealed({ standing: false, closesAt }, new Date(closesAt.getTime() + 1))).toBe(false)
    expect(isSealed({ standing: false, closesAt: null }, closesAt)).toBe(true)
    expect(isSealed({ standing: true, closesAt }, closesAt)).toBe(false)
    expect(isSealed(null, closesAt)).toBe(false)
  })
})

describe('letters', () => {
  const facts = {
    recipientName: 'Anna',
    number: 'R-2026-000001',
    kind: 'expressionOfInterest' as const,
    identifiedBy: 'local',
    targets: ['S1, via Prova'],
    receivedAt: new Date('2026-07-01T10:00:05Z'),
    contentHash: 'abc',
    office: { name: 'Demanio', phone: '02 0202', hours: '9-12', email: null },
    link: 'http://x/requests/1',
    demo: true,
  }

  test.each(requestActions)('%s has words in both languages', (action) => {
    for (const language of ['it', 'en'] as const) {
      const { subject, text } = writeLetter(action, facts, language)
      expect(subject).toContain('R-2026-000001')
      expect(text).toMatch(/DIMOSTRAZIONE/)
      expect(text).not.toMatch(/undefined|null|false/)
    }
  })

  test('the receipt of an interest says Italian time, not protocol, not binding', () => {
    const { text } = writeLetter('send', facts, 'it')
    expect(text).toMatch(/1 luglio 2026.*12:00:05/)
    expect(text).toContain('non è il protocollo')
    expect(text).toContain('non dà alcuna precedenza')
    expect(text).not.toContain('art. 65')
  })

  test('the receipt of an application by a local account says that it must be signed', () => {
    const { text } = writeLetter('send', { ...facts, kind: 'application' }, 'en')
    expect(text).toContain('not a valid application by itself')
  })
})
