import type { Language } from '../accounts/schema.ts'
import { timeZone } from '../city/rules.ts'
import type { Reason } from './reasons.ts'
import { mustIdentify } from './rules.ts'
import type { RequestAction, RequestKind } from './schema.ts'

export interface OfficeFacts {
  name: string
  phone: string
  hours: string
  email: string | null
}

/** What a letter about a request may tell. */
export interface LetterFacts {
  recipientName: string
  number: string
  kind: RequestKind
  identifiedBy: string
  targets: string[]
  receivedAt: Date
  contentHash: string
  office: OfficeFacts
  link: string
  demo: boolean
  /** In the words of the office or the applicant. */
  message?: string
  reason?: Reason
  items?: Reason[]
  dueOn?: string
  late?: boolean
  award?: { spaceCode: string; from: string; until: string; actNumber: string; actDate: string }
}

type Text = Record<Language, string>
type Wording = { subject: Text; paragraphs: (facts: LetterFacts) => (Text | false | undefined)[] }

const locales: Record<Language, string> = { it: 'it-IT', en: 'en-GB' }
const perLanguage = (write: (language: Language) => string): Text => ({ it: write('it'), en: write('en') })

const instantText = (at: Date) =>
  perLanguage((language) =>
    new Intl.DateTimeFormat(locales[language], { timeZone, dateStyle: 'long', timeStyle: 'medium' }).format(
      at,
    ),
  )
const dayText = (day: string) =>
  perLanguage((language) =>
    new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(day)),
  )
const quoted = (message: string | undefined): Text | undefined =>
  message ? { it: `«${message.trim()}»`, en: `“${message.trim()}”` } : undefined
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
const identify: Text = {
  it: "Questa domanda è stata inviata con un accesso locale e da sola non è un'istanza valida (art. 65 D.Lgs 82/2005): va completata con la firma, digitale o autografa con copia del documento, oppure con l'invio da PEC. L'ufficio dirà come.",
  en: 'This application was sent from a local account and is not a valid application by itself (art. 65 D.Lgs 82/2005): it must be completed by signing it, digitally or by hand with a copy of an identity document, or by sending it from a certified address (PEC). The office will say how.',
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

function completionAsked({ items = [], message, dueOn }: LetterFacts) {
  const due = dueOn ? dayText(dueOn) : { it: '', en: '' }
  return [
    {
      it: `per proseguire mancano:\n${items.map((item) => `- ${item.it}`).join('\n')}`,
      en: `to go on, the following is missing:\n${items.map((item) => `- ${item.en}`).join('\n')}`,
    },
    quoted(message),
    {
      it: `Manda quanto chiesto entro ${due.it} dalla pagina della richiesta.`,
      en: `Send it by ${due.en} from the page of the request.`,
    },
  ]
}

function awarded({ award }: LetterFacts) {
  if (!award) return []
  const [from, until, on] = [dayText(award.from), dayText(award.until), dayText(award.actDate)]
  return [
    {
      it: `lo spazio ${award.spaceCode} ti è stato assegnato da ${from.it} a ${until.it}, con atto ${award.actNumber} del ${on.it}.`,
      en: `space ${award.spaceCode} has been awarded to you from ${from.en} until ${until.en}, by act ${award.actNumber} of ${on.en}.`,
    },
    { it: "L'ufficio ti chiamerà per il contratto.", en: 'The office will call you for the agreement.' },
  ]
}

const same = (text: Text) => () => [text]

const wordings: Record<RequestAction, Wording> = {
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
  admit: {
    subject: { it: 'ammessa', en: 'admitted' },
    paragraphs: same({
      it: 'la domanda è ammessa alla valutazione. Ti scriveremo quando ci sarà un esito.',
      en: 'the application is admitted to evaluation. We will write when there is an outcome.',
    }),
  },
  exclude: {
    subject: { it: 'esclusa', en: 'excluded' },
    paragraphs: ({ reason, message }) => [
      { it: 'la domanda è stata esclusa.', en: 'the application has been excluded.' },
      labelled(reason),
      quoted(message),
      {
        it: 'Contro questa decisione si può ricorrere al TAR entro 60 giorni o al Presidente della Repubblica entro 120 dalla notifica.',
        en: 'This decision can be appealed to the regional court (TAR) within 60 days, or to the President of the Republic within 120, of its notification.',
      },
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

const officeLines = ({ name, phone, hours, email }: OfficeFacts) =>
  [name, phone, hours, email].filter(Boolean).join('\n')

/** Subject and plain text of the letter that tells the applicant of an action. */
export function writeLetter(
  action: RequestAction,
  facts: LetterFacts,
  language: Language,
): { subject: string; text: string } {
  const { subject, paragraphs } = wordings[action]
  const greeting: Text = { it: `Buongiorno ${facts.recipientName},`, en: `Hello ${facts.recipientName},` }
  const status: Text = {
    it: `Stato e prossimi passi: ${facts.link}`,
    en: `State and next steps: ${facts.link}`,
  }
  const demo: Text = {
    it: 'DIMOSTRAZIONE: nessuna richiesta vera è stata fatta a nessun ufficio.',
    en: 'DEMONSTRATION (DIMOSTRAZIONE): no real request has been made to any office.',
  }
  const body = [greeting, ...paragraphs(facts), status].filter((part) => part !== false && part !== undefined)
  const parts = [
    ...body.map((part) => part[language]),
    officeLines(facts.office),
    ...(facts.demo ? [demo[language]] : []),
  ]
  const title = language === 'it' ? 'Richiesta' : 'Request'
  return {
    subject: `${facts.demo ? '[DIMOSTRAZIONE] ' : ''}${title} ${facts.number}: ${subject[language]}`,
    text: `${parts.join('\n\n')}\n`,
  }
}
