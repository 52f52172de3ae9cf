import { describe, expect, test } from 'vitest'
import { publicLink, textOf } from '../mail/body.ts'
import type { PartyKind } from '../parties/schema.ts'
import { completeContent, registered } from '../testing/requests.ts'
import { type LetterFacts, type LetterTopic, writeLetter } from './letters.ts'
import {
  allowedActions,
  allowedProcedures,
  checkContent,
  isLate,
  isSealed,
  nextStepOf,
  stateAfter,
} from './rules.ts'
import {
  type DraftContent,
  declarationCodes,
  declarationsFor,
  type RequestKind,
  requestActions,
  requestStatuses,
} from './schema.ts'

describe('what is checked before sending', () => {
  const target = {
    kind: 'application' as const,
    partyKind: 'person' as PartyKind,
    declared: declarationCodes as readonly string[],
    questions: [registered],
    excludedActivities: ['gaming'],
    asksDeMinimis: true,
    today: '2026-11-23',
  }
  const faults = (content: DraftContent, changes: Partial<typeof target> = {}) =>
    checkContent(content, { ...target, ...changes }).map(({ pointer, code }) => `${pointer} ${code}`)
  const applicant = completeContent.applicant

  test('a complete request has no faults', () => expect(faults(completeContent)).toEqual([]))

  test('an empty draft is told everything that is missing, in the order of the form', () => {
    const missing = faults({})
    expect(missing[0]).toBe('/applicant/kind required')
    expect(missing).toContain('/eligibilityAnswers/registered required')
  })

  test.each<[Partial<DraftContent>, string]>([
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
    [{ stamp: undefined }, '/stamp/number required'],
    [{ stamp: { number: '123' } }, '/stamp/number invalidStamp'],
    [{ deMinimisEur: undefined }, '/deMinimisEur required'],
    [{ eligibilityAnswers: { registered: false } }, '/eligibilityAnswers/registered notEligible'],
  ])('%j: %s', (change, fault) => expect(faults({ ...completeContent, ...change })).toEqual([fault]))

  test('a request is of the kind of its party, with what that kind must say', () => {
    const partyKind = 'organisation' as const
    expect(faults(completeContent, { partyKind })[0]).toBe('/applicant/kind otherKind')
    const organisation = { ...applicant, kind: partyKind, legalForm: 'association' as const }
    const content = { ...completeContent, applicant: { ...organisation, fiscalCode: '01199250158' } }
    expect(faults(content, { partyKind })).toEqual([
      '/applicant/representative required',
      '/applicant/representativeFiscalCode required',
    ])
  })

  test('who is exempt from stamp duty names the ground in place of a number', () => {
    expect(faults({ ...completeContent, stamp: { exemption: 'thirdSector' } })).toEqual([])
    expect(faults({ ...completeContent, stamp: { number: '0123 4567 8901 23' } })).toEqual([])
  })

  test('whoever sends declares each thing, and that an interest binds nobody', () => {
    const declared = declarationCodes.filter((code) => code !== 'consequences' && code !== 'notBinding')
    expect(faults(completeContent, { declared })).toEqual(['/declarations/consequences declarationRequired'])
    const kind: RequestKind = 'expressionOfInterest'
    expect(checkContent(completeContent, { ...target, declared, kind }).at(-1)?.pointer).toBe(
      '/declarations/notBinding',
    )
  })

  test('what is declared fits who asks', () => {
    const codes = (kind: 'person' | 'temporaryGrouping', constituted?: boolean) =>
      declarationsFor('application', { kind, ...(constituted === undefined ? {} : { constituted }) }).map(
        ({ code }) => code,
      )
    expect(codes('person')).not.toContain('powers')
    expect(codes('temporaryGrouping')).toContain('powers')
    expect(codes('temporaryGrouping')).not.toContain('setUp')
    expect(codes('temporaryGrouping', false)).toContain('setUp')
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
  test('regression 21: the last second of the day is in time, the next is late', () => {
    expect(isLate(new Date('2026-12-03T22:59:59.900Z'), '2026-12-03')).toBe(false)
    expect(isLate(new Date('2026-12-03T23:00:00.000Z'), '2026-12-03')).toBe(true)
    expect(isLate(new Date('2026-07-03T21:59:59Z'), '2026-07-03')).toBe(false)
    expect(isLate(new Date('2026-07-03T22:00:00Z'), '2026-07-03')).toBe(true)
  })

  test('applications stay sealed until they are opened, those of a standing call never', () => {
    expect(isSealed({ standing: false, unsealedAt: null })).toBe(true)
    expect(isSealed({ standing: false, unsealedAt: new Date('2026-12-03T11:00:00Z') })).toBe(false)
    expect(isSealed({ standing: true, unsealedAt: null })).toBe(false)
    expect(isSealed(null)).toBe(false)
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
    link: publicLink({ publicUrl: 'http://x' }, '/requests/1'),
    demo: true,
    appealDays: { regionalCourt: 60, presidency: 120 },
  }
  const read = (topic: LetterTopic, changes: Partial<LetterFacts>, language: 'it' | 'en') => {
    const letter = writeLetter(topic, { ...facts, ...changes }, language)
    return { subject: letter.subject, text: textOf(letter) }
  }

  test.each(requestActions)('%s has words in both languages', (action) => {
    for (const language of ['it', 'en'] as const) {
      const { subject, text } = read(action, {}, language)
      expect(subject).toContain('R-2026-000001')
      expect(text).toMatch(/DIMOSTRAZIONE/)
      expect(text).not.toMatch(/undefined|null|false/)
    }
  })

  test('the receipt of an interest says Italian time, not protocol, not binding', () => {
    const { text } = read('send', {}, 'it')
    expect(text).toMatch(/1 luglio 2026.*12:00:05/)
    expect(text).toContain('non è il protocollo')
    expect(text).toContain('non dà alcuna precedenza')
    expect(text).not.toContain('art. 65')
  })

  test('the receipt of an application by a local account says that it must be signed', () => {
    const { text } = read('send', { kind: 'application' }, 'en')
    expect(text).toContain('not a valid application by itself')
  })

  test('a request to complete names no day: its term starts with the delivery, and then a day is told', () => {
    const asked = read('requestCompletion', { days: 10, items: [] }, 'it').text
    expect(asked).toContain('entro 10 giorni dalla consegna')
    expect(asked).toContain('Una e-mail ordinaria non fa decorrere il termine')
    const started = read('termStarted', { deliveredOn: '2026-11-23', dueOn: '2026-12-03' }, 'en').text
    expect(started).toContain('until the end of 3 December 2026')
  })

  test('a decision says where and by when it can be appealed against', () => {
    expect(read('exclude', {}, 'it').text).toMatch(/TAR entro 60 giorni.*entro 120, contati dalla consegna/)
  })
})
