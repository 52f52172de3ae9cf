import { type DraftContent, declarationCodes } from '../allocation/schema.ts'
import { generalQuestions } from '../calls/rules.ts'
import type { EligibilityQuestion } from '../calls/schema.ts'
import type { Db } from '../db/index.ts'
import type { Client } from './people.ts'

/** A public municipal space in no call, without a place. */
export async function insertSpace(
  db: Db,
  code: string,
  columns: Record<string, unknown> = {},
): Promise<number> {
  const [row] = await db('space')
    .insert({
      code,
      name: `via Prova ${code}`,
      status: 'available',
      ownership: 'municipal',
      public_position: 'exact',
      area_m2: 120,
      source: 'test',
      ...columns,
    })
    .returning('id')
  return row.id
}

/** A question that a call may ask. */
export const registered: EligibilityQuestion = {
  code: 'registered',
  text: 'È iscritta al Registro imprese?',
  textEn: 'Is it in the register of firms?',
  expected: true,
  rule: 'Serve l’iscrizione al Registro imprese.',
  ruleEn: 'Registration is needed.',
  reference: 'art. 4',
}

/** An open standing call with one lot for each space; returns the ids of the lots. */
export async function insertCall(
  db: Db,
  code: string,
  spaceIds: number[],
  columns: Record<string, unknown> = {},
): Promise<number[]> {
  const [call] = await db('call')
    .insert({
      code,
      title: `Avviso ${code}`,
      status: 'open',
      standing: true,
      procedure: 'publicCall',
      act_number: '100/2026',
      act_date: '2026-01-10',
      opens_at: db.raw("clock_timestamp() - interval '30 days'"),
      office: 'Demanio',
      office_phone: '02 0202',
      office_hours: '9-12',
      eligibility: JSON.stringify([registered]),
      ...columns,
    })
    .returning('id')
  const lotIds: number[] = []
  for (const [index, spaceId] of spaceIds.entries()) {
    const [lot] = await db('lot')
      .insert({ call_id: call.id, number: index + 1, title: `Lotto ${index + 1}` })
      .returning('id')
    await db('lot_space').insert({ lot_id: lot.id, space_id: spaceId })
    lotIds.push(lot.id)
  }
  return lotIds
}

/** What a careful applicant writes; nothing is missing for either kind. */
export const completeContent: DraftContent = {
  applicant: {
    kind: 'person',
    name: 'Anna Ferrari',
    fiscalCode: 'RSSMRA80A01F205X',
    email: 'anna@example.org',
    address: 'via Prova 1, 20159 Milano',
    phone: '+39 02 0202',
  },
  makes: 'Biciclette su misura',
  use: 'manufacturing',
  atecoCode: '30.92',
  atecoVersion: '2025',
  people: 3,
  jobs: 1,
  hours: 'lunedì-venerdì 8-18',
  powerKw: 6,
  noise: 'low',
  startOn: '2099-01-01',
  durationMonths: 72,
  text: 'Telai saldati e verniciati a mano, con un corso per i ragazzi del quartiere.',
  stamp: { number: '01234567890123' },
  deMinimisEur: 0,
  eligibilityAnswers: {
    registered: true,
    ...Object.fromEntries(generalQuestions.map(({ code, expected }) => [code, expected])),
  },
}

/** The body that sends a draft, with everything declared that can be. */
export const sendingOf = ({ id, version }: { id: string; version: number }) => ({
  draftId: id,
  version,
  declarations: declarationCodes,
})

/** Attaches a document that the call asks for, as an upload would. */
export async function attachDocument(db: Db, requestId: string, document: string): Promise<void> {
  await db('request_file').insert({
    request_id: requestId,
    name: `${document}.pdf`,
    media_type: 'application/pdf',
    size_bytes: 4,
    sha256: 'a'.repeat(64),
    content: Buffer.from('%PDF'),
    document,
  })
}

/** Starts a complete draft for a space. */
export async function draftFor(
  client: Client,
  space: string,
  content: DraftContent = completeContent,
): Promise<{ id: string; version: number }> {
  const answer = await client.post('/api/requests/drafts', { space, content })
  if (answer.statusCode !== 201) throw new Error(`draft for ${space}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

/** Sends a complete request for a space; version 2 is then the current one. */
export async function sendFor(
  client: Client,
  space: string,
  content?: DraftContent,
): Promise<{ id: string; number: string; receivedAt: string; contentHash: string }> {
  const { id, version } = await draftFor(client, space, content)
  const answer = await client.post('/api/requests', sendingOf({ id, version }))
  if (answer.statusCode !== 201) throw new Error(`sending for ${space}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}
