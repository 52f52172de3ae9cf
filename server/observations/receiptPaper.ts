import type { Language } from '../accounts/schema.ts'
import type { Block, PaperDocument } from '../documents/blocks.ts'
import { exactInstant } from '../documents/dates.ts'
import type { OpinionOutcome, Protocol } from './schema.ts'

/** What the receipt of a submission says. */
export interface ReceiptFacts {
  number: string
  plan: { code: string; title: string }
  receivedAt: Date
  isLate: boolean
  contentHash: string
  protocol: Protocol | null
  from: string
  opinionOutcome: OpinionOutcome | null
  targets: { text: string; prescription: boolean }[]
  files: { name: string; sha256: string }[]
  withdrawn: boolean
  office: { name: string; phone: string; hours: string; email: string | null }
  /** Where it is issued for who has no account; it is told this once. */
  accessCode: string | null
}

const words = {
  it: {
    title: 'Ricevuta dell’osservazione',
    number: 'Numero',
    protocol: 'Protocollo',
    noProtocol: 'arriva per lettera: vale il momento della ricezione',
    receivedAt: 'Ricevuta il',
    italianTime: 'ora italiana',
    from: 'Da',
    plan: 'Piano',
    opinion: 'Parere',
    outcomes: {
      favourable: 'favorevole',
      favourableWithPrescriptions: 'favorevole con prescrizioni',
      unfavourable: 'contrario',
    },
    prescription: 'Prescrizione',
    hash: 'Impronta di ciò che è stato ricevuto (SHA-256)',
    office: 'Ufficio',
    code: 'Codice per seguirla',
    late: 'È arrivata dopo la fine della finestra ed è segnata come tardiva. Un solo atto decide per tutte le tardive (LR 12/2005 art. 13).',
    withdrawn: 'È stata ritirata dopo l’invio.',
    points: 'I punti, come sono stati scritti',
    files: 'I file',
    public:
      'Del testo si pubblica una copia senza nomi, codici e recapiti. Le ragioni riservate non si pubblicano; restano soggette all’accesso agli atti.',
  },
  en: {
    title: 'Receipt of the observation',
    number: 'Number',
    protocol: 'Protocol',
    noProtocol: 'comes by letter: what counts is when it was received',
    receivedAt: 'Received',
    italianTime: 'Italian time',
    from: 'From',
    plan: 'Plan',
    opinion: 'Opinion',
    outcomes: {
      favourable: 'favourable',
      favourableWithPrescriptions: 'favourable with prescriptions',
      unfavourable: 'unfavourable',
    },
    prescription: 'Prescription',
    hash: 'Fingerprint of what was received (SHA-256)',
    office: 'Office',
    code: 'Code to follow it',
    late: 'It came after the end of the window and is marked as late. One act decides for all late ones (LR 12/2005 art. 13).',
    withdrawn: 'It was withdrawn after it was sent.',
    points: 'The points, as they were written',
    files: 'The files',
    public:
      'Of the text a copy without names, codes and contacts is published. Private reasons are not published; they are subject to access to acts.',
  },
} as const satisfies Record<Language, unknown>

function factsOf(facts: ReceiptFacts, language: Language): Block {
  const t = words[language]
  const { number, protocol, receivedAt, from, plan, contentHash, office, accessCode, opinionOutcome } = facts
  const lines: ([string, string] | null)[] = [
    [t.number, number],
    [t.protocol, protocol ? `${protocol.registry} ${protocol.number}/${protocol.year}` : t.noProtocol],
    [t.receivedAt, `${exactInstant(receivedAt, language)} (${t.italianTime})`],
    [t.from, from],
    [t.plan, `${plan.title} (${plan.code})`],
    opinionOutcome === null ? null : [t.opinion, t.outcomes[opinionOutcome]],
    [t.hash, contentHash],
    accessCode === null ? null : [t.code, accessCode],
    [t.office, [office.name, office.phone, office.hours, office.email].filter(Boolean).join(', ')],
  ]
  return { facts: lines.filter((line) => line !== null) }
}

/** The receipt of a submission as a paper to keep (L. 241/1990 art. 18-bis). */
export function receiptPaper(
  facts: ReceiptFacts,
  { language, issuer, demo }: Pick<PaperDocument, 'language' | 'issuer' | 'demo'>,
): PaperDocument {
  const t = words[language]
  const files: Block[] = [
    { heading: t.files, level: 2 },
    { items: facts.files.map(({ name, sha256 }) => `${name} (SHA-256: ${sha256})`) },
  ]
  return {
    title: `${t.title} ${facts.number}`,
    language,
    issuer,
    demo,
    footer: `SHA-256: ${facts.contentHash}`,
    blocks: [
      factsOf(facts, language),
      ...(facts.withdrawn ? [{ text: t.withdrawn }] : []),
      ...(facts.isLate ? [{ text: t.late }] : []),
      { heading: t.points, level: 2 },
      {
        items: facts.targets.map(
          ({ text, prescription }, index) =>
            `${index + 1}. ${prescription ? `${t.prescription}: ` : ''}${text}`,
        ),
      },
      ...(facts.files.length > 0 ? files : []),
      { text: t.public },
    ],
  }
}
