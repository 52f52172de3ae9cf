import type { IdentificationMethod, Language } from '../accounts/schema.ts'
import type { Block, PaperDocument } from '../documents/blocks.ts'
import { exactInstant } from '../documents/dates.ts'
import type { LetterOffice } from '../mail/body.ts'
import { mustIdentify } from './rules.ts'
import { declarationTexts, type RequestContent, type RequestKind } from './schema.ts'

/** What the receipt of a request says. */
export interface ReceiptFacts {
  number: string
  kind: RequestKind
  receivedAt: Date
  contentHash: string
  identifiedBy: IdentificationMethod
  from: string
  call: { code: string; title: string } | null
  /** What is asked for, the preferred first. */
  targets: string[]
  declarations: RequestContent['declarations']
  withdrawn: boolean
  office: LetterOffice
}

const words = {
  it: {
    title: {
      application: 'Ricevuta della domanda',
      expressionOfInterest: 'Ricevuta della manifestazione di interesse',
    },
    number: 'Numero',
    notProtocol: 'numero di ricevuta: non è il numero di protocollo',
    receivedAt: 'Ricevuta il',
    italianTime: 'ora italiana',
    from: 'Da',
    call: 'Bando',
    targets: 'Che cosa è chiesto, in ordine di preferenza',
    signature: 'Firma',
    hash: 'Impronta di ciò che è stato ricevuto (SHA-256)',
    office: 'Ufficio',
    declared: 'Che cosa è stato dichiarato',
    declaredBy: 'Dichiarato da',
    text: 'testo',
    withdrawn: 'Questa richiesta è stata ritirata dopo l’invio.',
    unsigned:
      'La domanda è stata inviata da un accesso con password e va ancora firmata (art. 65 D.Lgs 82/2005): finché non lo è non può essere ammessa.',
    notBinding: 'Una manifestazione di interesse non vincola nessuno e non dà priorità.',
    how: {
      local: 'manca: inviata con una password',
      spid: 'con SPID',
      cie: 'con CIE',
      cns: 'con CNS',
      signedFile: 'con una copia firmata',
      pec: 'da PEC',
      paper: 'su carta',
    },
  },
  en: {
    title: {
      application: 'Receipt of the application',
      expressionOfInterest: 'Receipt of the expression of interest',
    },
    number: 'Number',
    notProtocol: 'number of the receipt: it is not the protocol number',
    receivedAt: 'Received',
    italianTime: 'Italian time',
    from: 'From',
    call: 'Call',
    targets: 'What is asked for, in order of preference',
    signature: 'Signature',
    hash: 'Fingerprint of what was received (SHA-256)',
    office: 'Office',
    declared: 'What was declared',
    declaredBy: 'Declared by',
    text: 'text',
    withdrawn: 'This request was withdrawn after it was sent.',
    unsigned:
      'The application was sent from an account with a password and is still to be signed (art. 65 D.Lgs 82/2005): until then it cannot be admitted.',
    notBinding: 'An expression of interest binds nobody and gives no priority.',
    how: {
      local: 'missing: sent with a password',
      spid: 'by SPID',
      cie: 'by CIE',
      cns: 'by CNS',
      signedFile: 'by a signed copy',
      pec: 'from a certified address (PEC)',
      paper: 'on paper',
    },
  },
} as const satisfies Record<Language, unknown>

function factsOf(facts: ReceiptFacts, language: Language): Block {
  const t = words[language]
  const { number, receivedAt, from, call, contentHash, kind, identifiedBy, office } = facts
  const lines: ([string, string] | false)[] = [
    [t.number, `${number} (${t.notProtocol})`],
    [t.receivedAt, `${exactInstant(receivedAt, language)} (${t.italianTime})`],
    [t.from, from],
    call !== null && [t.call, `${call.title} (${call.code})`],
    kind === 'application' && [t.signature, t.how[identifiedBy]],
    [t.hash, contentHash],
    [t.office, [office.name, office.phone, office.hours, office.email].filter(Boolean).join(', ')],
  ]
  return { facts: lines.filter((line) => line !== false) }
}

function declared({ declarations }: ReceiptFacts, language: Language): Block[] {
  if (!declarations) return []
  const t = words[language]
  const { version, accepted, by } = declarations
  const texts = declarationTexts[version].filter(({ code }) => accepted.includes(code))
  return [
    { heading: t.declared, level: 2 },
    { items: texts.map((text) => `${text[language]} (${text.reference})`) },
    { text: `${t.declaredBy} ${by}, ${t.text} ${version}.` },
  ]
}

function remarks(facts: ReceiptFacts, language: Language): Block[] {
  const t = words[language]
  const { kind, identifiedBy, withdrawn } = facts
  const said = [
    withdrawn && t.withdrawn,
    !withdrawn && mustIdentify(kind, identifiedBy) && t.unsigned,
    kind === 'expressionOfInterest' && t.notBinding,
  ]
  return said.filter((text) => text !== false).map((text) => ({ text }))
}

/** The receipt of a request as a paper to keep (L. 241/1990 art. 18-bis). */
export function receiptPaper(
  facts: ReceiptFacts,
  { language, issuer, demo }: Pick<PaperDocument, 'language' | 'issuer' | 'demo'>,
): PaperDocument {
  const t = words[language]
  return {
    title: `${t.title[facts.kind]} ${facts.number}`,
    language,
    issuer,
    demo,
    footer: `SHA-256: ${facts.contentHash}`,
    blocks: [
      factsOf(facts, language),
      { heading: t.targets, level: 2 },
      { items: facts.targets.map((target, index) => `${index + 1}. ${target}`) },
      ...remarks(facts, language),
      ...declared(facts, language),
    ],
  }
}
