import type { Language } from '../accounts/words.ts'
import { dayInWords, exactInstant } from '../documents/dates.ts'
import type { LetterBody, LetterOffice, Paragraph, PublicLink } from '../mail/body.ts'

/** What a letter about an application to the list can tell. */
export type ListTopic =
  | 'send'
  | 'answer'
  | 'withdraw'
  | 'take'
  | 'ask'
  | 'giveGrounds'
  | 'resume'
  | 'list'
  | 'refuse'
  | 'suspend'
  | 'lift'
  | 'cancel'
  | 'ending'
  | 'expire'

export interface ListFacts {
  number: string
  lab: string
  edition: string
  receivedAt: Date | null
  message?: string
  /** Labels of requirements. */
  items?: { it: string; en: string }[]
  dueOn?: string
  from?: string
  until?: string | null
  act?: string
  appealDays: { regionalCourt: number; presidency: number }
  office: LetterOffice
  link: PublicLink
  demo: boolean
}

type Text = Record<Language, string>
type Part = Record<Language, Paragraph>
type Wording = { subject: Text; parts: (facts: ListFacts) => (Part | false | undefined)[] }

const onDay = (day: string | null | undefined): Text =>
  day ? { it: dayInWords(day, 'it'), en: dayInWords(day, 'en') } : { it: '', en: '' }
const quote = ({ message }: ListFacts): Part | false =>
  message ? { it: { quote: message }, en: { quote: message } } : false

const appeal = ({ appealDays }: ListFacts): Text => ({
  it: `Contro questa decisione si può ricorrere al TAR entro ${appealDays.regionalCourt} giorni o al Presidente della Repubblica entro ${appealDays.presidency}.`,
  en: `This decision can be appealed to the regional court (TAR) within ${appealDays.regionalCourt} days, or to the President of the Republic within ${appealDays.presidency}.`,
})

const byDay = ({ dueOn }: ListFacts): Text => {
  const due = onDay(dueOn)
  return {
    it: `Rispondi dalla pagina della domanda entro la fine del giorno ${due.it}. Si risponde una volta sola; intanto i giorni dell’ufficio non corrono.`,
    en: `Answer from the page of the application by the end of ${due.en}. There is one answer; meanwhile the days of the office do not run.`,
  }
}

const wordings: Record<ListTopic, Wording> = {
  send: {
    subject: { it: 'domanda ricevuta', en: 'application received' },
    parts: ({ receivedAt, lab, edition }) => [
      {
        it: `abbiamo ricevuto la domanda di iscrizione di ${lab} all’elenco qualificato «${edition}».`,
        en: `we have received the application of ${lab} to the qualified list “${edition}”.`,
      },
      receivedAt !== null && {
        it: `Ricevuta: ${exactInstant(receivedAt, 'it')} (ora italiana).`,
        en: `Received: ${exactInstant(receivedAt, 'en')} (Italian time).`,
      },
      {
        it: 'Quanto aspetta ogni domanda è pubblico, con il solo numero, alla pagina dell’elenco.',
        en: 'How long each application waits is public, by its number alone, on the page of the list.',
      },
    ],
  },
  answer: {
    subject: { it: 'risposta ricevuta', en: 'answer received' },
    parts: () => [
      {
        it: 'abbiamo ricevuto la tua risposta: l’ufficio riprende l’esame.',
        en: 'we have received your answer: the office goes on examining.',
      },
    ],
  },
  withdraw: {
    subject: { it: 'domanda ritirata', en: 'application withdrawn' },
    parts: () => [
      {
        it: 'la domanda è stata ritirata, come hai chiesto.',
        en: 'the application is withdrawn, as you asked.',
      },
    ],
  },
  take: {
    subject: { it: 'presa in carico', en: 'taken in charge' },
    parts: () => [
      {
        it: 'l’ufficio ha cominciato l’esame della domanda.',
        en: 'the office has begun to examine the application.',
      },
    ],
  },
  ask: {
    subject: { it: 'serve un’integrazione', en: 'something is missing' },
    parts: (facts) => [
      { it: 'per proseguire l’ufficio chiede:', en: 'to go on, the office asks for:' },
      facts.items !== undefined &&
        facts.items.length > 0 && {
          it: { list: facts.items.map(({ it }) => it) },
          en: { list: facts.items.map(({ en }) => en) },
        },
      quote(facts),
      byDay(facts),
    ],
  },
  giveGrounds: {
    subject: { it: 'motivi che ostano all’iscrizione', en: 'grounds against the listing' },
    parts: (facts) => [
      {
        it: 'prima di decidere ti comunichiamo i motivi per cui la domanda non può essere accolta (art. 10-bis L. 241/1990):',
        en: 'before deciding we tell you why the application cannot be accepted (art. 10-bis L. 241/1990):',
      },
      quote(facts),
      byDay(facts),
    ],
  },
  resume: {
    subject: { it: 'l’esame riprende', en: 'the examination goes on' },
    parts: () => [
      {
        it: 'il giorno per rispondere è passato: l’ufficio riprende l’esame con quello che ha.',
        en: 'the day to answer is over: the office goes on with what it has.',
      },
    ],
  },
  list: {
    subject: { it: 'iscrizione', en: 'listed' },
    parts: (facts) => {
      const [from, until] = [onDay(facts.from), onDay(facts.until)]
      return [
        {
          it: `${facts.lab} è nell’elenco qualificato dal ${from.it} al ${until.it} (atto ${facts.act}).`,
          en: `${facts.lab} is in the qualified list from ${from.en} to ${until.en} (act ${facts.act}).`,
        },
        {
          it: 'L’iscrizione non è un finanziamento. Prima della scadenza ti ricordiamo di chiedere il rinnovo.',
          en: 'Being listed is not being funded. Before it ends we remind you to ask for its renewal.',
        },
      ]
    },
  },
  refuse: {
    subject: { it: 'domanda non accolta', en: 'application refused' },
    parts: (facts) => [
      {
        it: `la domanda non è stata accolta (atto ${facts.act}).`,
        en: `the application was refused (act ${facts.act}).`,
      },
      quote(facts),
      appeal(facts),
    ],
  },
  suspend: {
    subject: { it: 'iscrizione sospesa', en: 'listing suspended' },
    parts: (facts) => {
      const [from, until] = [onDay(facts.from), onDay(facts.until)]
      return [
        {
          it: `l’iscrizione di ${facts.lab} è sospesa dal ${from.it}${facts.until ? ` al ${until.it}` : ''}.`,
          en: `the listing of ${facts.lab} is suspended from ${from.en}${facts.until ? ` to ${until.en}` : ''}.`,
        },
        quote(facts),
        appeal(facts),
      ]
    },
  },
  lift: {
    subject: { it: 'sospensione finita', en: 'suspension lifted' },
    parts: (facts) => [
      { it: `${facts.lab} è di nuovo nell’elenco.`, en: `${facts.lab} is in the list again.` },
      quote(facts),
    ],
  },
  cancel: {
    subject: { it: 'cancellazione dall’elenco', en: 'taken off the list' },
    parts: (facts) => [
      { it: `${facts.lab} è stato cancellato dall’elenco.`, en: `${facts.lab} was taken off the list.` },
      quote(facts),
      appeal(facts),
    ],
  },
  ending: {
    subject: { it: 'l’iscrizione sta per scadere', en: 'the listing is about to end' },
    parts: (facts) => {
      const until = onDay(facts.until)
      return [
        {
          it: `l’iscrizione di ${facts.lab} scade il ${until.it}. Per restare nell’elenco chiedi il rinnovo dalla pagina dell’elenco.`,
          en: `the listing of ${facts.lab} ends on ${until.en}. To stay in the list ask for its renewal on the page of the list.`,
        },
      ]
    },
  },
  expire: {
    subject: { it: 'iscrizione scaduta', en: 'listing ended' },
    parts: (facts) => {
      const until = onDay(facts.until)
      return [
        {
          it: `l’iscrizione di ${facts.lab} è scaduta il ${until.it}.`,
          en: `the listing of ${facts.lab} ended on ${until.en}.`,
        },
      ]
    },
  },
}

const demonstration: Text = {
  it: 'DIMOSTRAZIONE: nessuna domanda vera è stata fatta a nessun ufficio.',
  en: 'DEMONSTRATION (DIMOSTRAZIONE): no real application has been made to any office.',
}

/** The letter that tells the people of a lab of a step of their application. */
export function writeLetter(
  topic: ListTopic,
  facts: ListFacts,
  recipientName: string,
  language: Language,
): LetterBody {
  const { subject, parts } = wordings[topic]
  const greeting: Text = { it: `Buongiorno ${recipientName},`, en: `Hello ${recipientName},` }
  const label: Text = { it: 'Domanda e prossimi passi', en: 'Application and next steps' }
  const title = language === 'it' ? 'Elenco dei laboratori' : 'List of labs'
  return {
    language,
    subject: `${facts.demo ? '[DIMOSTRAZIONE] ' : ''}${title} ${facts.number}: ${subject[language]}`,
    paragraphs: [
      greeting[language],
      ...parts(facts).flatMap((part) => (part ? [part[language]] : [])),
      { link: facts.link, label: label[language] },
      ...(facts.demo ? [demonstration[language]] : []),
    ],
    office: facts.office,
  }
}
