import type { CallContent } from '../calls/schema.ts'
import type { Db } from '../db/index.ts'
import { insertCallKey } from './bids.ts'
import type { Client } from './people.ts'

/** A call in which nothing is missing, for one space; it opens and closes on working days far ahead. */
export const callContent = (spaces: string[], changes: Partial<CallContent> = {}): CallContent => ({
  title: 'Botteghe di quartiere',
  titleEn: 'Neighbourhood workshops',
  summary: 'Spazi per laboratori artigiani.',
  summaryEn: 'Spaces for craft workshops.',
  text: 'Art. 1\nIl Comune assegna gli spazi dei lotti.\nArt. 2\nLe domande si presentano in linea.',
  procedure: 'publicCall',
  standing: false,
  instrument: 'lease',
  termYears: 6,
  termMonths: null,
  acts: [
    {
      kind: 'approval',
      number: 'DD 100',
      date: '2026-11-02',
      title: null,
      boardFrom: '2026-11-03',
      boardUntil: null,
    },
  ],
  caseOfficer: 'Rosa Bianchi',
  office: { name: 'Demanio', phone: '02 0202', hours: '9-12', email: 'demanio@example.org' },
  opensAt: '2099-03-02T09:00',
  closesAt: '2099-03-31T12:00',
  lots: spaces.map((space, index) => ({
    title: `Bottega ${index + 1}`,
    spaces: [space],
    rent: { baseEurYear: 1500, reductions: [nonProfit, periphery] },
    purposes: [],
    note: null,
  })),
  eligibility: [
    {
      code: 'registered',
      text: 'È iscritta al Registro imprese?',
      textEn: 'Is it in the register of firms?',
      expected: true,
      rule: 'Serve l’iscrizione al Registro imprese.',
      ruleEn: 'Registration is needed.',
      reference: 'art. 4',
    },
  ],
  requiredDocuments: [
    { code: 'plan', label: 'Piano economico', labelEn: 'Business plan', reference: 'art. 5' },
  ],
  documents: [],
  excludedActivities: [],
  criteria: {
    technical: [
      {
        code: 'quality',
        label: 'Qualità del progetto',
        labelEn: 'Quality of the project',
        guidance: null,
        kind: 'marks',
        scope: 'request',
        maxPoints: 70,
        threshold: null,
      },
    ],
    technicalThreshold: 42,
    price: { maxPoints: 30, formula: 'proportional' },
    ties: ['technicalPoints', 'draw'],
    allocation: 'byRank',
    maxAwardsPerApplicant: 1,
  },
  reviewDays: 10,
  visits: null,
  ...changes,
})

const nonProfit = {
  code: 'nonProfit',
  label: 'Enti senza scopo di lucro',
  labelEn: 'Non-profit bodies',
  rate: 0.7,
  legalBasis: 'Regolamento 2022, art. 7',
}
const periphery = {
  code: 'periphery',
  label: 'Contesto periferico',
  labelEn: 'Periphery',
  rate: 0.05,
  legalBasis: 'Regolamento 2022, art. 8',
}

/** Creates, saves and publishes a call, with a key where it takes prices; gives it as it then stands. */
export async function publishedCall(db: Db, officer: Client, code: string, content: CallContent) {
  const url = `/api/desk/calls/${code}`
  await officer.post('/api/desk/calls', { code, title: content.title })
  await officer.inject({ method: 'PUT', url, payload: { version: 1, content } })
  if (content.criteria?.price) await insertCallKey(db, code, officer.me.account?.id)
  const answer = await officer.post(`${url}/publish`, { version: 2 })
  if (answer.statusCode !== 200) throw new Error(`${code}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

/** Moves the window of a call around now, in whole minutes, as no officer can. */
export async function moveWindow(
  db: Db,
  code: string,
  { opens, closes }: { opens: number; closes: number },
): Promise<void> {
  const at = (minutes: number) =>
    db.raw("date_trunc('minute', clock_timestamp()) + ? * interval '1 minute'", [minutes])
  await db('call')
    .where({ code })
    .update({ opens_at: at(opens), closes_at: at(closes) })
}
