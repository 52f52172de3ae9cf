import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import type { Block } from '../documents/blocks.ts'
import { dayInWords } from '../documents/dates.ts'
import { writeDocx } from '../documents/docx.ts'
import { readAgreement } from './agreementReading.ts'
import type { DeskAgreement } from './schema.ts'

const titles: Record<DeskAgreement['instrument'], string> = {
  lease: 'Contratto di locazione',
  concession: 'Concessione d’uso',
  loanForUse: 'Contratto di comodato',
  temporaryConcession: 'Convenzione per l’uso temporaneo',
}

const bases: Record<DeskAgreement['instrument'], string> = {
  lease: 'L. 392/1978, artt. 27 e seguenti',
  concession: 'regolamento comunale sugli immobili in concessione',
  loanForUse: 'Codice civile, artt. 1803 e seguenti',
  temporaryConcession: 'LR Lombardia 12/2005, art. 51-bis; DPR 380/2001, art. 23-quater',
}

const guarantees = {
  deposit: 'deposito cauzionale',
  bankGuarantee: 'fideiussione bancaria',
  insurancePolicy: 'polizza fideiussoria',
} as const

const day = (date: string) => dayInWords(date, 'it')
const euro = (value: number) =>
  `${new Intl.NumberFormat('it-IT', { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: true }).format(value)} €`

const guaranteeText = ({ guarantee, depositEur }: DeskAgreement) => {
  if (guarantee) {
    const { kind, amountEur, issuer, number, expiresOn } = guarantee
    const parts = [
      `${guarantees[kind]} di ${euro(amountEur)}`,
      issuer && `emessa da ${issuer}`,
      number && `n. ${number}`,
      expiresOn && `valida fino al ${day(expiresOn)}`,
    ]
    return `A garanzia degli obblighi: ${parts.filter(Boolean).join(', ')}.`
  }
  return depositEur ? `Deposito cauzionale dovuto: ${euro(depositEur)}.` : 'Non è chiesta alcuna garanzia.'
}

interface Holder {
  name: string
  fiscalCode: string | null
  representative: string | null
  address: string | null
}

/** What follows the heading of each article, in the order of the paper. */
function blocksOf(agreement: DeskAgreement, holder: Holder, owner: string): Block[] {
  const { spaces, from, until, rentEurYear, obligations, actNumber, actDate, milestones } = agreement
  const party = [
    holder.name,
    holder.fiscalCode && `codice fiscale ${holder.fiscalCode}`,
    holder.address,
    holder.representative && `rappresentata da ${holder.representative}`,
  ]
  return [
    {
      text: `Fra ${owner}, di seguito «il Comune», e ${party.filter(Boolean).join(', ')}, di seguito «l’assegnatario», si conviene quanto segue, in esecuzione dell’atto ${actNumber} del ${day(actDate)}.`,
    },
    { heading: 'Art. 1. Oggetto', level: 2 },
    {
      table: {
        caption: 'Spazi',
        header: ['Codice', 'Indirizzo', 'm²'],
        rows: spaces.map(({ code, name, areaM2 }) => [
          code,
          name,
          areaM2 === null ? '' : String(areaM2).replace('.', ','),
        ]),
        figures: [2],
      },
    },
    { heading: 'Art. 2. Durata', level: 2 },
    { text: `Dal ${day(from)} al ${day(until)} (${bases[agreement.instrument]}).` },
    { heading: 'Art. 3. Canone', level: 2 },
    {
      text:
        rentEurYear === 0
          ? 'L’uso è gratuito.'
          : `Canone annuo: ${euro(rentEurYear)}, da pagare in rate mensili anticipate.`,
    },
    { heading: 'Art. 4. Garanzia', level: 2 },
    { text: guaranteeText(agreement) },
    { heading: 'Art. 5. Obblighi dell’assegnatario', level: 2 },
    ...(obligations.length > 0
      ? [{ items: obligations }]
      : [{ text: 'Oltre a quelli di legge non ve ne sono.' }]),
    ...(milestones.length > 0
      ? [
          { heading: 'Art. 6. Impegni con una data', level: 2 as const },
          {
            table: {
              caption: 'Impegni, entro quando e dove sono stati presi',
              header: ['Impegno', 'Entro', 'Fonte'],
              rows: milestones.map(({ title, dueOn, source }) => [title, day(dueOn), source]),
            },
          },
        ]
      : []),
    { heading: 'Firme', level: 2 },
    { text: 'Per il Comune\n\n______________________________' },
    { text: 'L’assegnatario\n\n______________________________' },
  ]
}

/** The agreement as a Word file that the office finishes and has signed; in Italian, which is the authentic text. */
export async function writeAgreement(
  db: Db,
  { city, config }: Pick<Context, 'city' | 'config'>,
  id: string,
  accountId: string,
): Promise<{ name: string; content: Buffer }> {
  const agreement = await readAgreement(db, { city }, id, accountId)
  const holder: Holder = await db({ g: 'agreement' })
    .join({ p: 'party' }, 'p.id', 'g.party_id')
    .where({ 'g.id': id })
    .first({
      name: 'p.name',
      fiscalCode: 'p.fiscal_code',
      representative: 'p.representative',
      address: 'p.address',
    })
  const content = await writeDocx({
    title: `${titles[agreement.instrument]} n. ${agreement.number}`,
    language: 'it',
    issuer: city.header.owner.it,
    demo: config.demo,
    footer: `${agreement.number} · versione ${agreement.version}`,
    blocks: blocksOf(agreement, holder, city.header.owner.it),
  })
  return { name: `${agreement.number}.docx`, content }
}
