import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { behindRequest, comparableCode, comparableName, isRelated } from './relations.ts'

const words = fc.array(fc.stringMatching(/^[a-zàèéìòù]{2,9}$/), { minLength: 1, maxLength: 4 })

describe('names', () => {
  test.each([
    ['Rossi, Mario', 'Mario Rossi'],
    ['NICOLÒ D’ANGELO', "d'angelo nicolo"],
    ['Telai Bovisa S.r.l.', 'Telai  Bovisa'],
    ['Associazione Il Tornio APS', 'il tornio'],
    ['Soc. Coop. Le Api', 'LE API'],
  ])('%s is %s', (one, other) => {
    expect(comparableName(one)).toBe(comparableName(other))
  })

  test.each([
    ['Mario Rossi', 'Maria Rossi'],
    ['Telai Bovisa srl', 'Telai Barona srl'],
    ['Associazione', 'Cooperativa'],
  ])('%s is not %s', (one, other) => {
    expect(comparableName(one)).not.toBe(comparableName(other))
  })

  test('order, case, punctuation and legal form never matter', () => {
    fc.assert(
      fc.property(words, fc.constantFrom('', ' srl', ' S.p.A.', ', A.P.S.'), (parts, form) => {
        const turned = [...parts].reverse().join('  ').toUpperCase()
        expect(comparableName(`${turned}${form}`)).toBe(comparableName(parts.join(' ')))
      }),
    )
  })
})

test('codes are compared without blanks, case and the country before a partita IVA', () => {
  expect(comparableCode('it 0119 9250158')).toBe('01199250158')
  expect(comparableCode(' rssmra80a01f205x ')).toBe('RSSMRA80A01F205X')
})

describe('somebody of a commissioner’s is behind a request', () => {
  const behind = behindRequest(
    {
      applicant: {
        kind: 'temporaryGrouping',
        name: 'RTI Officine',
        members: [
          {
            name: 'Telai Bovisa srl',
            fiscalCode: '01199250158',
            representative: 'Anna Ferrari',
            isLead: true,
          },
          { name: 'Ciclofficina', fiscalCode: '00743110157', representative: 'Bruno Riva', isLead: false },
        ],
      },
    },
    ['01199250158', '00743110157'],
  )

  test.each([
    ['the grouping itself', { name: 'Officine RTI', code: null }],
    ['a member, by its code', { name: 'un cliente', code: '00743110157' }],
    ['a member, by its name', { name: 'TELAI BOVISA', code: null }],
    ['who represents a member', { name: 'Riva Bruno', code: 'RVIBRN70A01F205X' }],
  ])('as %s', (_, related) => {
    expect(isRelated([{ name: 'Altra Persona', code: null }, related], behind)).toBe(true)
  })

  test('or nobody is', () => {
    expect(isRelated([{ name: 'Altra Persona', code: 'RSSMRA80A01F205X' }], behind)).toBe(false)
    expect(isRelated([], behind)).toBe(false)
    expect(isRelated([{ name: '·', code: null }], behindRequest({}, []))).toBe(false)
  })
})
