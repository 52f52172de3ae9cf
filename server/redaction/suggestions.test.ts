import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '../points/spans.ts'
import { coverText, joined } from './covers.ts'
import { coverFaults, factFaults, signingRefusals, usualPlace } from './faults.ts'
import { suggestionsOf, type Writer } from './suggestions.ts'

const anna: Writer = {
  kind: 'citizen',
  submitter: {
    name: 'Anna Nicolò De Verdi',
    fiscalCode: 'VRDNNA80A41F205X',
    email: 'anna@example.org',
    phone: '+39 333 1234567',
    address: 'via dei Fiori 12, Milano',
  },
}
const found = (text: string, writers: Writer[] = [anna]) =>
  suggestionsOf(text, writers).map((one) => [wordsOf(text, one), one.kind, one.required])

describe('what may tell who somebody is', () => {
  test('names of a body are found where it writes for somebody, since it is then not named in public', () => {
    const body = (onBehalfOf?: string): Writer => ({
      kind: 'publicBody',
      submitter: { name: 'Ente Parco', ...(onBehalfOf && { onBehalfOf }) },
    })
    const text = 'Per Rosa Neri si chiede un varco.'
    expect(found(text, [body()])).toEqual([])
    expect(found(text, [body('Rosa Neri')])).toEqual([['Rosa Neri', 'name', true]])
  })

  test.each([
    ['Sono ANNA VERDI e chiedo', 'ANNA VERDI', 'name', true],
    ['scrive nicolo anna, di qui', 'nicolo anna', 'name', true],
    ['firmato Nicolo’ e altri', 'Nicolo', 'name', true],
    ['più verdi i cortili', 'verdi', 'name', false],
    ['codice vrdnna80a41f205x.', 'vrdnna80a41f205x', 'fiscalCode', true],
    ['chiamare 3331234567 la sera', '3331234567', 'phone', true],
    ['chiamare +39 333-1234567 la sera', '+39 333-1234567', 'phone', true],
    ['scrivere a anna@example.org', 'anna@example.org', 'email', true],
    ['la casa di Via dei fiori, 12 è', 'Via dei fiori, 12', 'address', true],
    ['P.IVA 01234567890 della ditta', '01234567890', 'vatNumber', false],
    ['come da prot. n. 185714/2026 già', 'prot. n. 185714/2026', 'protocol', false],
    ['foglio 12, mappali 3, 4 e 5 del catasto', 'mappali 3, 4 e 5', 'parcel', false],
    ['il vicino sig. Bruno Neri non vuole', 'sig. Bruno Neri', 'person', false],
    ['residente in Bovisa da anni, chiedo', 'residente in Bovisa da anni', 'residence', false],
  ])('%s', (text, words, kind, required) => {
    expect(found(text)).toContainEqual([words, kind, required])
  })

  test.each([
    ['Hu Li', 'scrivono HU LI e altri', 'HU LI', true],
    ['Hu Li', 'firmato Hu', 'Hu', false],
    ['Anna Del Re', 'casa di Re Anna', 'Re Anna', true],
    ['Mario Dell’Acqua', 'il sig. DELLACQUA', 'sig. DELLACQUA', true],
    ['Maria De Luca', 'come dice Deluca', 'Deluca', true],
    ['Anna Rossi-Bianchi', 'scrive Bianchi Rossi', 'Bianchi Rossi', true],
    ['Mario Rossi', 'firmato M. Rossi', 'M. Rossi', true],
    ['Mario Rossi', 'firmato Rossi M. a Milano', 'Rossi M', true],
    ['Mario Rossi', 'un tetto di mattoni rossi', 'rossi', false],
    ['Mario Rossi', 'io Ros-\nsi chiedo', 'Ros-\nsi', true],
    ['Mario Rossi', 'io Ros\u00ADsi chiedo', 'Ros\u00ADsi', true],
    ['Mario Rossi', 'R O S S I chiede', 'R O S S I', true],
    ['Łukasz Żółć', 'scrive LUKASZ ZOLC', 'LUKASZ ZOLC', true],
    ["Niccolò D'Andrea", 'io niccolo\u0300 d’andrea', 'niccolo\u0300 d’andrea', true],
  ])('of %s: %s', (name, text, words, required) => {
    const all = found(text, [{ kind: 'citizen', submitter: { name } }])
    expect(all.map(([passage, , must]) => [passage, must])).toContainEqual([words, required])
  })

  test.each([
    ['codice VRD NNA 80A41 F205X', 'VRD NNA 80A41 F205X', 'fiscalCode', true],
    ['il vicino, BNC LGU 70B02 F205Y', 'BNC LGU 70B02 F205Y', 'fiscalCode', false],
    ['con omocodia BNCLGU7LB02F2L5Y', 'BNCLGU7LB02F2L5Y', 'fiscalCode', false],
    ['sul IT 60 X 05428 11101 000000123456.', 'IT 60 X 05428 11101 000000123456', 'iban', false],
    ['sul DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00', 'iban', false],
    ['tel. (02) 12345678', '(02) 12345678', 'phone', false],
    ['tel. 02 12 34 56 78', '02 12 34 56 78', 'phone', false],
    ['tel. 0039 347 1234567', '0039 347 1234567', 'phone', false],
    ['a bruno [at] example.org', 'bruno [at] example.org', 'email', false],
    ['in V.le Monza, 10', 'V.le Monza, 10', 'address', false],
    ['in via Padova, n. 12/A', 'via Padova, n. 12/A', 'address', false],
    ['il sottoscritto Bruno Neri', 'sottoscritto Bruno Neri', 'person', false],
    ['la SIG.RA NERI', 'SIG.RA NERI', 'person', false],
    ['il Dr. B. Neri', 'Dr. B. Neri', 'person', false],
    ['Dott.ssa Ada di Stefano', 'Dott.ssa Ada di Stefano', 'person', false],
  ])('%s', (text, words, kind, required) => {
    expect(found(text)).toContainEqual([words, kind, required])
  })

  test('leaves alone what names nobody', () => {
    expect(found('L’articolo 11 comma 3 del 2019 e la quota di 5.000 mq per laboratori')).toEqual([])
  })

  test('takes the longest texts in a moment, whatever is in them', () => {
    const texts = ['a', '0', 'A ', '02 ', 'a.', 'Aa-', 'via a ', 'IT12 '].map((piece) =>
      piece.repeat(200_000 / piece.length),
    )
    const began = performance.now()
    for (const text of texts) suggestionsOf(text, [anna])
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('counts characters, not units: a sign outside the basic plane is one', () => {
    const [one] = suggestionsOf('🏭🏭 Anna Verdi', [anna])
    expect(one).toMatchObject({ start: 3, end: 13 })
  })

  test('of a firm finds the name as a whole, not the words it shares with what it writes about', () => {
    const firm: Writer = { kind: 'firm', submitter: { name: 'Officine Bovisa srl' } }
    expect(found('Alla Bovisa servono officine', [firm])).toEqual([])
    expect(found('Le Officine Bovisa chiedono', [firm])).toEqual([['Officine Bovisa', 'name', false]])
  })

  test('of a body finds no name: it is named in public', () => {
    expect(
      found('Il Municipio 9 chiede', [{ kind: 'district', submitter: { name: 'Municipio 9' } }]),
    ).toEqual([])
  })

  test('in a reply finds the names of everybody who wrote', () => {
    const bruno: Writer = { kind: 'citizen', submitter: { name: 'Bruno Neri' } }
    expect(found('Come chiesto da Neri e Verdi', [anna, bruno]).map(([words]) => words)).toEqual([
      'Neri',
      'Verdi',
    ])
  })
})

describe('covers', () => {
  test('are joined, and the words beside them stay as they are', () => {
    expect(
      coverText('🏭 Anna Verdi chiede', [
        { start: 2, end: 6 },
        { start: 5, end: 12 },
      ]),
    ).toBe('🏭 [omissis] chiede')
  })

  test('leave no character that lies under them, and every other', () => {
    const spans = fc.array(
      fc
        .tuple(fc.nat(30), fc.integer({ min: 1, max: 10 }))
        .map(([start, length]) => ({ start, end: start + length })),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', '🏭', ' '), { minLength: 40, maxLength: 60 }),
        spans,
        (signs, given) => {
          const open = signs.filter((_, at) => !given.some(({ start, end }) => start <= at && at < end))
          expect(coverText(signs.join(''), given).split('[omissis]')).toHaveLength(joined(given).length + 1)
          expect(coverText(signs.join(''), given).replaceAll('[omissis]', '')).toBe(open.join(''))
        },
      ),
    )
  })
})

describe('a copy', () => {
  const words = 'Anna chiede al 02 123456 più verde'
  const source = { words, suggestions: suggestionsOf(words, [anna]) }
  const phone = { start: 15, end: 24 }
  const name = { start: 0, end: 4 }

  test('needs each suggestion looked at', () => {
    expect(coverFaults({ covers: [name], kept: [] }, source)).toEqual([
      { pointer: '/suggestions/15', code: 'notLooked' },
    ])
    expect(coverFaults({ covers: [name], kept: [phone] }, source)).toEqual([])
  })

  test('keeps no name of a person who wrote, and no half of it', () => {
    const kept = coverFaults({ covers: [{ start: 0, end: 3 }], kept: [name, phone] }, source)
    expect(kept).toEqual([{ pointer: '/suggestions/0', code: 'nameKept' }])
  })

  test('has covers inside its words alone', () => {
    const all = [name, phone, { start: 30, end: 99 }]
    expect(coverFaults({ covers: all, kept: [] }, source)).toEqual([
      { pointer: '/covers/2', code: 'outsideText' },
    ])
  })

  test('shows the place of a person to the metre only with a word that it is not their home', () => {
    const facts = { synthesis: 'Più verde', place: 'exact', notHome: null } as const
    expect(factFaults(facts, anna, true)).toEqual([{ pointer: '/place', code: 'homeShown' }])
    expect(factFaults({ ...facts, notHome: 'È una piazza pubblica.' }, anna, true)).toEqual([])
    expect(factFaults(facts, { ...anna, kind: 'committee' }, true)).toEqual([])
    expect(factFaults(facts, { ...anna, kind: 'committee' }, false)).toEqual([
      { pointer: '/place', code: 'noPlace' },
    ])
    expect(usualPlace(anna, true)).toBe('neighbourhood')
    expect(usualPlace({ kind: 'firm' }, true)).toBe('exact')
  })

  test('has a synthesis that names nobody', () => {
    const facts = { synthesis: 'Anna chiede più verde', place: 'hidden', notHome: null } as const
    expect(factFaults(facts, anna, false)).toEqual([{ pointer: '/synthesis/0', code: 'synthesisPersonal' }])
  })

  test('is signed by a second person who did not write it, of the words there are now', () => {
    const copy = { outdated: false, signed: false, madeBy: 'maker' }
    const on = { removed: false, counted: true, hasWords: true, copy, submitters: ['writer', null] }
    expect(signingRefusals(on, 'head')).toEqual([])
    expect(signingRefusals(on, 'maker')).toEqual(['ownCopy'])
    expect(signingRefusals(on, 'writer')).toEqual(['ownObservation'])
    expect(signingRefusals({ ...on, copy: { ...copy, outdated: true } }, 'head')).toEqual(['outdated'])
    expect(signingRefusals({ ...on, copy: null }, 'head')).toEqual(['notMade'])
  })
})
