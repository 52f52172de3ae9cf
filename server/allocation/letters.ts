import type { Language } from '../accounts/schema.ts'
import { dayInWords, exactInstant } from '../documents/dates.ts'
import type { LetterBody, LetterOffice, Paragraph, PublicLink } from '../mail/body.ts'
import type { Reason } from './reasons.ts'
import { mustIdentify } from './rules.ts'
import type { RequestAction, RequestKind } from './schema.ts'

/** What a letter about a request may tell. */
export interface LetterFacts {
  recipientName: string
  number: string
  kind: RequestKind
  identifiedBy: string
  targets: string[]
  receivedAt: Date
  contentHash: string
  office: LetterOffice
  link: PublicLink
  demo: boolean
  /** In the words of the office or the applicant. */
  message?: string
  reason?: Reason
  items?: Reason[]
  /** Length of the term, in days from the delivery of the notice. */
  days?: number
  deliveredOn?: string
  dueOn?: string
  late?: boolean
  appealDays: { regionalCourt: number; presidency: number }
  award?: { spaceCode: string; from: string; until: string; actNumber: string; actDate: string }
}

type Text = Record<Language, string>
type Part = Record<Language, Paragraph>
type Wording = { subject: Text; paragraphs: (facts: LetterFacts) => (Part | false | undefined)[] }

/** What a letter can tell of: an action, or that the term to complete has begun. */
export type LetterTopic = RequestAction | 'termStarted'

const perLanguage = (write: (language: Language) => string): Text => ({ it: write('it'), en: write('en') })

const instantText = (at: Date) => perLanguage((language) => exactInstant(at, language))
const dayText = (day: string) => perLanguage((language) => dayInWords(day, language))
const quoted = (message: string | undefined): Part | undefined =>
  message ? { it: { quote: message }, en: { quote: message } } : undefined
const labelled = (reason: Reason | undefined): Text | undefined =>
  reason && {
    it: `Motivo: ${reason.it} (${reason.reference}).`,
    en: `Reason: ${reason.en} (${reason.reference}).`,
  }

const kindText: Record<RequestKind, Text> = {
  application: { it: 'la domanda', en: 'the application' },
  expressionOfInterest: { it: 'la manifestazione di interesse', en: 'the expression of interest' },
}

const notBinding: Text = {
  it: 'Una manifestazione di interesse non vincola nessuno e non dà alcuna precedenza: lo spazio può essere assegnato solo con una procedura e un atto.',
  en: 'An expression of interest binds nobody and gives no priority: the space can only be awarded by a procedure and an act.',
}
const methodText: Partial<Record<string, Text>> = {
  spid: { it: 'con SPID', en: 'by SPID' },
  cie: { it: 'con CIE', en: 'by CIE' },
  cns: { it: 'con CNS', en: 'by CNS' },
  signedFile: { it: 'con la copia firmata', en: 'by the signed copy' },
  pec: { it: 'con un messaggio da PEC', en: 'by a message from a certified address (PEC)' },
  paper: { it: 'su carta', en: 'on paper' },
}

/** Who sent an application is known: it is a valid one from now on. */
function identified({ identifiedBy }: LetterFacts) {
  const how = methodText[identifiedBy] ?? { it: '', en: '' }
  return [
    {
      it: `la tua domanda è ora firmata ${how.it} ed è un'istanza valida (art. 65 D.Lgs 82/2005). Non devi fare altro per la firma.`,
      en: `your application is now signed ${how.en} and valid (art. 65 D.Lgs 82/2005). Nothing more is needed for the signature.`,
    },
  ]
}

const identify: Text = {
  it: "Questa domanda è stata inviata con un accesso locale e da sola non è un'istanza valida (art. 65 D.Lgs 82/2005): va completata in uno di questi modi: conferma con SPID o CIE, dove la pagina della richiesta lo offre; carica lì una copia firmata, digitalmente o a mano con copia del documento; oppure mandala all'ufficio dalla tua PEC. Finché non è firmata non può essere ammessa.",
  en: 'This application was sent from a local account and is not a valid application by itself (art. 65 D.Lgs 82/2005): it must be completed in one of these ways: confirm it with SPID or CIE, where the page of the request offers it; upload a signed copy there, signed digitally or by hand with a copy of an identity document; or send it to the office from your certified address (PEC). It cannot be admitted before it is signed.',
}

function receipt({ kind, receivedAt, targets, contentHash, identifiedBy }: LetterFacts) {
  const at = instantText(receivedAt)
  const what = kindText[kind]
  return [
    {
      it: `abbiamo ricevuto ${what.it} per: ${targets.join('; ')}.`,
      en: `we have received ${what.en} for: ${targets.join('; ')}.`,
    },
    { it: `Ricevuta: ${at.it} (ora italiana).`, en: `Received: ${at.en} (Italian time).` },
    {
      it: 'Il numero è quello di ricevuta e non è il protocollo.',
      en: 'The number is that of the receipt and not the protocol number.',
    },
    {
      it: `Impronta di ciò che è stato ricevuto (SHA-256): ${contentHash}`,
      en: `Fingerprint of what was received (SHA-256): ${contentHash}`,
    },
    kind === 'expressionOfInterest' && notBinding,
    mustIdentify(kind, identifiedBy) && identify,
  ]
}

function completionAsked({ items = [], message, days = 0 }: LetterFacts) {
  return [
    { it: 'per proseguire mancano:', en: 'to go on, the following is missing:' },
    {
      it: { list: items.map((item) => `${item.it} (${item.reference})`) },
      en: { list: items.map((item) => `${item.en} (${item.reference})`) },
    },
    quoted(message),
    {
      it: `Manda quanto chiesto dalla pagina della richiesta entro ${days} giorni dalla consegna di questa comunicazione per PEC o raccomandata. Una e-mail ordinaria non fa decorrere il termine; quando decorre te lo diciamo.`,
      en: `Send it from the page of the request within ${days} days of the delivery of this notice by certified mail (PEC) or registered post. An ordinary e-mail does not start the term; we tell you when it starts.`,
    },
  ]
}

function termStarted({ deliveredOn, dueOn }: LetterFacts) {
  if (!deliveredOn || !dueOn) return []
  const [delivered, due] = [dayText(deliveredOn), dayText(dueOn)]
  return [
    {
      it: `la richiesta di completamento ti è stata consegnata in data ${delivered.it}: hai tempo fino alla fine del giorno ${due.it}.`,
      en: `the request to complete was delivered to you on ${delivered.en}: you have until the end of ${due.en}.`,
    },
  ]
}

function awarded(facts: LetterFacts) {
  const { award } = facts
  if (!award) return []
  const [from, until, on] = [dayText(award.from), dayText(award.until), dayText(award.actDate)]
  return [
    {
      it: `lo spazio ${award.spaceCode} ti è stato assegnato per il periodo ${from.it} – ${until.it}, con atto ${award.actNumber} in data ${on.it}.`,
      en: `space ${award.spaceCode} has been awarded to you from ${from.en} until ${until.en}, by act ${award.actNumber} of ${on.en}.`,
    },
    { it: "L'ufficio ti chiamerà per il contratto.", en: 'The office will call you for the agreement.' },
    appeal(facts),
  ]
}

const appeal = ({ appealDays }: LetterFacts): Text => ({
  it: `Contro questa decisione si può ricorrere al TAR entro ${appealDays.regionalCourt} giorni o al Presidente della Repubblica entro ${appealDays.presidency}, contati dalla consegna per PEC o raccomandata.`,
  en: `This decision can be appealed to the regional court (TAR) within ${appealDays.regionalCourt} days, or to the President of the Republic within ${appealDays.presidency}, counted from its delivery by certified mail (PEC) or registered post.`,
})

const same = (text: Text) => () => [text]

const wordings: Record<LetterTopic, Wording> = {
  send: { subject: { it: 'ricevuta', en: 'received' }, paragraphs: receipt },
  complete: {
    subject: { it: 'integrazione ricevuta', en: 'completion received' },
    paragraphs: ({ late }) => [
      { it: 'abbiamo ricevuto quanto hai mandato a completamento.', en: 'we have received your completion.' },
      late && {
        it: "È arrivato dopo il termine: l'ufficio ne terrà conto.",
        en: 'It arrived after the day it was due: the office will take this into account.',
      },
    ],
  },
  withdraw: {
    subject: { it: 'ritirata', en: 'withdrawn' },
    paragraphs: same({
      it: 'la richiesta è stata ritirata, come hai chiesto.',
      en: 'the request is withdrawn, as you asked.',
    }),
  },
  take: {
    subject: { it: 'presa in carico', en: 'taken in charge' },
    paragraphs: same({
      it: "la richiesta è stata presa in carico dall'ufficio.",
      en: 'the office has taken charge of the request.',
    }),
  },
  requestCompletion: {
    subject: { it: 'mancano documenti', en: 'documents missing' },
    paragraphs: completionAsked,
  },
  pauseCompletion: {
    subject: { it: 'termine sospeso', en: 'term paused' },
    paragraphs: ({ message }) => [
      {
        it: 'il termine per completare la richiesta è sospeso: ti scriviamo quando riprende.',
        en: 'the term to complete the request is paused: we write when it runs again.',
      },
      quoted(message),
    ],
  },
  resumeCompletion: {
    subject: { it: 'termine di nuovo in corso', en: 'term running again' },
    paragraphs: ({ dueOn }) => {
      if (!dueOn) return []
      const due = dayText(dueOn)
      return [
        {
          it: `il termine per completare la richiesta corre di nuovo: hai tempo fino alla fine del giorno ${due.it}.`,
          en: `the term to complete the request runs again: you have until the end of ${due.en}.`,
        },
      ]
    },
  },
  termStarted: { subject: { it: 'termine per completare', en: 'time to complete' }, paragraphs: termStarted },
  identify: { subject: { it: 'firma verificata', en: 'signature checked' }, paragraphs: identified },
  confirm: { subject: { it: 'confermata', en: 'confirmed' }, paragraphs: identified },
  admit: {
    subject: { it: 'ammessa', en: 'admitted' },
    paragraphs: same({
      it: 'la domanda è ammessa alla valutazione. Ti scriveremo quando ci sarà un esito.',
      en: 'the application is admitted to evaluation. We will write when there is an outcome.',
    }),
  },
  exclude: {
    subject: { it: 'esclusa', en: 'excluded' },
    paragraphs: (facts) => [
      { it: 'la domanda è stata esclusa.', en: 'the application has been excluded.' },
      labelled(facts.reason),
      quoted(facts.message),
      appeal(facts),
    ],
  },
  note: {
    subject: { it: 'annotata', en: 'noted' },
    paragraphs: ({ message }) => [
      {
        it: "la manifestazione di interesse è annotata per il prossimo avviso. Quando uscirà occorrerà presentare domanda: l'annotazione non dà precedenza.",
        en: 'the expression of interest is noted for the next call. An application will be needed then: the note gives no priority.',
      },
      quoted(message),
    ],
  },
  answer: {
    subject: { it: "risposta dell'ufficio", en: 'answer of the office' },
    paragraphs: ({ message }) => [
      { it: "l'ufficio risponde:", en: 'the office answers:' },
      quoted(message),
      notBinding,
    ],
  },
  close: {
    subject: { it: 'chiusa', en: 'closed' },
    paragraphs: ({ reason, message }) => [
      {
        it: 'la manifestazione di interesse è stata chiusa.',
        en: 'the expression of interest has been closed.',
      },
      labelled(reason),
      quoted(message),
    ],
  },
  award: { subject: { it: 'spazio assegnato', en: 'space awarded' }, paragraphs: awarded },
}

const demonstration: Text = {
  it: 'DIMOSTRAZIONE: nessuna richiesta vera è stata fatta a nessun ufficio.',
  en: 'DEMONSTRATION (DIMOSTRAZIONE): no real request has been made to any office.',
}

/** The letter that tells the applicant of an action. */
export function writeLetter(action: LetterTopic, facts: LetterFacts, language: Language): LetterBody {
  const { subject, paragraphs } = wordings[action]
  const greeting: Text = { it: `Buongiorno ${facts.recipientName},`, en: `Hello ${facts.recipientName},` }
  const label: Text = { it: 'Stato e prossimi passi', en: 'State and next steps' }
  const said = [greeting, ...paragraphs(facts)].flatMap((part) => (part ? [part[language]] : []))
  const title = language === 'it' ? 'Richiesta' : 'Request'
  return {
    language,
    subject: `${facts.demo ? '[DIMOSTRAZIONE] ' : ''}${title} ${facts.number}: ${subject[language]}`,
    paragraphs: [
      ...said,
      { link: facts.link, label: label[language] },
      ...(facts.demo ? [demonstration[language]] : []),
    ],
    office: facts.office,
  }
}
