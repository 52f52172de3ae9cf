import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signIn } from '../testing/people.ts'
import { insertCity } from '../testing/spaces.ts'
import type { OfferContent } from './schema.ts'

const fixture = testApp()
let officer: Client

beforeAll(async () => {
  await insertCity(fixture.db)
  officer = await signIn(fixture.app, 'propertyOffice')
})

const nothing = {
  titleEn: null,
  hours: null,
  years: null,
  forWhom: null,
  dueOn: null,
  metOn: null,
  stateNote: null,
}
const content = (changes: Partial<OfferContent> = {}): OfferContent => ({
  kind: 'planningConvention',
  title: 'Officine di Porta Nord',
  titleEn: null,
  operator: 'Nord Sviluppo srl',
  cityBody: 'Direzione Rigenerazione urbana',
  summary: 'Laboratori al piano terra per artigiani.',
  summaryEn: null,
  deedNumber: 'rep. 1234',
  deedDate: '2024-05-10',
  startsOn: '2024-05-10',
  expiresOn: '2034-05-10',
  guaranteeEur: 50_000,
  contact: null,
  status: 'inForce',
  audience: 'public',
  source: 'Atto notarile',
  sourceDate: null,
  address: 'via Prova 9',
  point: [9.21, 45.52],
  obligations: [
    { ...nothing, title: 'Tre laboratori', areaM2: 240, rentCapEurM2Year: 60, offersSpace: true },
    {
      ...nothing,
      title: 'Giardino aperto',
      areaM2: null,
      rentCapEurM2Year: null,
      offersSpace: false,
      dueOn: '2026-01-31',
    },
  ],
  internalNotes: 'Chiamare il notaio.',
  ...changes,
})
const create = (code: string, changes: Partial<OfferContent> = {}) =>
  officer.post('/api/desk/offers', { code, content: content(changes) })
const list = async (query = '') => {
  const { items, total } = (await fixture.app.inject(`/api/offers${query}`)).json()
  expect(total).toBe(items.length)
  return items.map(({ code }: { code: string }) => code)
}

describe('agreements with private operators', () => {
  test('are entered, published with what they offer, and never with what is internal', async () => {
    const made = await create('PORTA-NORD')
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ version: 1, district: '9' })
    const shown = (await fixture.app.inject('/api/offers/PORTA-NORD')).json()
    expect(shown).toMatchObject({ areaM2: 240, rentCapEurM2Year: 60, offersSpace: true, district: '9' })
    expect(JSON.stringify(shown)).not.toContain('notaio')
    expect(JSON.stringify(shown)).not.toContain('50000')
    expect((await create('PORTA-NORD')).json().type).toBe('/problems/offer-code-taken')
  })

  test('are found by m², rent, Municipio and text; one that is internal by nobody', async () => {
    await create('EST-CARO', {
      title: 'Loft est',
      obligations: [{ ...nothing, title: 'Loft', areaM2: 80, rentCapEurM2Year: 120, offersSpace: true }],
    })
    await create('OVEST', { title: 'Ovest', kind: 'memorandum', point: [9.15, 45.45], obligations: [] })
    await create('SEGRETO', { audience: 'internal' })
    expect(await list('?q=porta nord')).toEqual(['PORTA-NORD'])
    expect(await list('?areaMin=100')).toEqual(['PORTA-NORD'])
    expect(await list('?rentMax=100')).toEqual(['PORTA-NORD'])
    expect(await list('?district=1')).toEqual(['OVEST'])
    expect(await list('?space=true')).toEqual(['EST-CARO', 'PORTA-NORD'])
    expect(await list('?kind=memorandum')).toEqual(['OVEST'])
    expect(await list('?q=segreto')).toEqual([])
    expect((await fixture.app.inject('/api/offers/SEGRETO')).statusCode).toBe(404)
    expect((await fixture.app.inject('/api/offers?color=red')).statusCode).toBe(400)
    const table = await fixture.app.inject('/api/exports/offers.geojson?areaMin=100')
    expect(table.json().features.map(({ id }: { id: string }) => id)).toEqual(['PORTA-NORD'])
  })

  test('follow what is changed; who saves second is told', async () => {
    const save = (version: number, changes: Partial<OfferContent>) =>
      officer.inject({
        method: 'PUT',
        url: '/api/desk/offers/PORTA-NORD',
        payload: { version, content: content(changes) },
      })
    expect((await save(1, { status: 'fulfilled', obligations: [] })).json()).toMatchObject({ version: 2 })
    expect((await save(1, {})).json().type).toBe('/problems/version')
    expect(await list('?areaMin=100')).toEqual([])
  })

  test('are refused where a term is longer than the law allows, or a deed is missing, by rules and database', async () => {
    const faults = async (changes: Partial<OfferContent>) =>
      (await create('SBAGLIATO', changes)).json().errors?.map(({ detail }: { detail: string }) => detail)
    expect(await faults({ expiresOn: '2034-05-11' })).toEqual(['conventionTooLong'])
    expect(await faults({ kind: 'temporaryUseConvention', expiresOn: '2029-05-11' })).toEqual([
      'temporaryTooLong',
    ])
    expect(await faults({ deedDate: null, deedNumber: null })).toEqual(['deedMissing', 'deedMissing'])
    expect(await faults({ status: 'negotiating' })).toEqual(['notPublicYet'])
    expect(await faults({ point: [12.5, 41.9] })).toEqual(['outsideTheCity'])
    await expect(
      fixture.db('private_agreement').where({ code: 'PORTA-NORD' }).update({ expires_on: '2040-01-01' }),
    ).rejects.toMatchObject({ code: '23514' })
  })

  test('the desk sees which deadlines are near or over', async () => {
    await create('SCADENZE')
    const { deadlines } = (await officer.get('/api/desk/offers')).json()
    expect(deadlines).toContainEqual({
      code: 'SCADENZE',
      operator: 'Nord Sviluppo srl',
      title: 'Giardino aperto',
      dueOn: '2026-01-31',
      isOver: true,
    })
  })
})
