import type { Language } from '../accounts/schema.ts'
import { shortInstant } from '../documents/dates.ts'
import type { LetterBody, LetterOffice, Paragraph, PublicLink } from '../mail/body.ts'
import type { LotResult } from './resultSchema.ts'
import type { ReviewOutcome } from './words.ts'

/** What a letter of an evaluation tells of; each is a kind of letter, `request.` in front. */
export type EvaluationTopic =
  | 'improvedOfferAsked'
  | 'improvedOfferReceived'
  | 'drawFrozen'
  | 'provisionalRanking'
  | 'finalRanking'
  | 'reviewReceived'
  | 'reviewAnswered'

export interface EvaluationLetter {
  topic: EvaluationTopic
  number: string
  callTitle: string
  office: LetterOffice
  link: PublicLink
  demo: boolean
  appealDays: { regionalCourt: number; presidency: number }
  lotNumber?: number
  dueAt?: Date
  receivedAt?: Date
  seedRule?: string
  results?: readonly LotResult[]
  reviewUntil?: Date | null
  outcome?: ReviewOutcome
  answer?: string
}

type Text = Record<Language, string>
type Part = Record<Language, Paragraph>

const locales: Record<Language, string> = { it: 'it-IT', en: 'en-GB' }
const perLanguage = (write: (language: Language) => string): Text => ({ it: write('it'), en: write('en') })
const instantText = (at: Date | null | undefined) =>
  perLanguage((language) => (at ? shortInstant(at, language) : ''))
const points = (value: number | null | undefined, language: Language) =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: 2 }).format(value ?? 0)

const reasonText: Record<NonNullable<LotResult['reason']>, Text> = {
  belowCriterion: {
    it: 'non raggiunge la soglia di un criterio',
    en: 'it does not reach the threshold of a criterion',
  },
  belowTechnical: {
    it: 'non raggiunge la soglia del punteggio tecnico',
    en: 'it does not reach the threshold of technical points',
  },
  noBid: { it: 'senza un’offerta leggibile', en: 'without a bid that can be read' },
  bidBelowBase: { it: 'l’offerta è sotto la base', en: 'its bid is below the base rent' },
}

/** What became of one wish, in a sentence. */
function resultText({ number, title, outcome, rank, ranked, reason, own, winner }: LotResult): Text {
  const lot: Text = { it: `Lotto ${number}, ${title}`, en: `Lot ${number}, ${title}` }
  const mine = perLanguage((language) => points(own?.totalPoints, language))
  const place: Text = {
    it: `sei al ${rank}º posto su ${ranked}, con ${mine.it} punti`,
    en: `you rank ${rank} of ${ranked}, with ${mine.en} points`,
  }
  const texts: Record<LotResult['outcome'], Text> = {
    won: {
      it: `${place.it}: il lotto va alla tua domanda.`,
      en: `${place.en}: the lot goes to your application.`,
    },
    outranked: {
      it: `${place.it}; il lotto va a una domanda con ${points(winner?.entry.totalPoints, 'it')}.`,
      en: `${place.en}; the lot goes to an application with ${points(winner?.entry.totalPoints, 'en')}.`,
    },
    keptPreferred: {
      it: `${place.it}; passa ad altri, perché hai già i lotti che il bando permette fra quelli che preferivi.`,
      en: `${place.en}; it passes to others, since you have as many of the lots you prefer as the call allows.`,
    },
    notRanked: {
      it: `la domanda non è in graduatoria: ${reason ? reasonText[reason].it : ''}.`,
      en: `the application is not in the ranking: ${reason ? reasonText[reason].en : ''}.`,
    },
  }
  return { it: `${lot.it}: ${texts[outcome].it}`, en: `${lot.en}: ${texts[outcome].en}` }
}

const resultList = ({ results = [] }: EvaluationLetter): Part => ({
  it: { list: results.map((result) => resultText(result).it) },
  en: { list: results.map((result) => resultText(result).en) },
})

const appeal = ({ appealDays }: EvaluationLetter): Text => ({
  it: `Contro la graduatoria si può ricorrere al TAR entro ${appealDays.regionalCourt} giorni o al Presidente della Repubblica entro ${appealDays.presidency}, contati dalla consegna per PEC o raccomandata.`,
  en: `The ranking can be appealed to the regional court (TAR) within ${appealDays.regionalCourt} days, or to the President of the Republic within ${appealDays.presidency}, counted from its delivery by certified mail (PEC) or registered post.`,
})

const outcomeText: Record<ReviewOutcome, Text> = {
  accepted: { it: 'accolta', en: 'accepted' },
  partlyAccepted: { it: 'accolta in parte', en: 'accepted in part' },
  rejected: { it: 'respinta', en: 'rejected' },
  inadmissible: { it: 'inammissibile', en: 'inadmissible' },
}

interface Wording {
  subject: Text
  paragraphs: (letter: EvaluationLetter) => Part[]
}

const wordings: Record<EvaluationTopic, Wording> = {
  improvedOfferAsked: {
    subject: { it: 'offerta migliorativa', en: 'improved offer' },
    paragraphs: ({ lotNumber, dueAt }) => [
      {
        it: `per il lotto ${lotNumber} la tua domanda ha lo stesso punteggio di un’altra. Puoi mandare un’offerta più alta della prima, in busta chiusa, fino al ${instantText(dueAt).it}.`,
        en: `for lot ${lotNumber} your application has the same points as another. You can send an offer higher than the first, sealed, until ${instantText(dueAt).en}.`,
      },
      {
        it: 'Non sei obbligato: senza una nuova offerta vale la prima. Se resta la parità, si passa al sorteggio.',
        en: 'You need not: without a new offer the first one counts. If the tie remains, lots are drawn.',
      },
    ],
  },
  improvedOfferReceived: {
    subject: { it: 'offerta ricevuta', en: 'offer received' },
    paragraphs: ({ lotNumber, receivedAt }) => [
      {
        it: `abbiamo ricevuto l’offerta migliorativa per il lotto ${lotNumber}, chiusa, il ${instantText(receivedAt).it}. Nessuno può leggerla prima dell’apertura.`,
        en: `we have received your improved offer for lot ${lotNumber}, sealed, on ${instantText(receivedAt).en}. Nobody can read it before it is opened.`,
      },
    ],
  },
  drawFrozen: {
    subject: { it: 'sorteggio', en: 'draw' },
    paragraphs: ({ lotNumber, dueAt, seedRule = '' }) => [
      {
        it: `per il lotto ${lotNumber} la tua domanda ha lo stesso punteggio di un’altra, e a decidere l’ordine sarà un sorteggio. L’elenco è fissato e pubblico; il numero che deciderà si conoscerà il ${instantText(dueAt).it}:`,
        en: `for lot ${lotNumber} your application has the same points as another, and a draw will decide the order. The list is fixed and public; the number that decides will be known on ${instantText(dueAt).en}:`,
      },
      { it: { quote: seedRule }, en: { quote: seedRule } },
      {
        it: 'Chiunque può rifare il sorteggio dalla pagina del bando.',
        en: 'Anybody can repeat the draw on the page of the call.',
      },
    ],
  },
  provisionalRanking: {
    subject: { it: 'graduatoria provvisoria', en: 'provisional ranking' },
    paragraphs: (letter) => [
      {
        it: `è pubblicata la graduatoria provvisoria di «${letter.callTitle}».`,
        en: `the provisional ranking of “${letter.callTitle}” has been published.`,
      },
      resultList(letter),
      {
        it: `Fino al ${instantText(letter.reviewUntil).it} puoi chiedere un riesame dalla pagina della richiesta.`,
        en: `Until ${instantText(letter.reviewUntil).en} you can ask for a review on the page of the request.`,
      },
    ],
  },
  finalRanking: {
    subject: { it: 'graduatoria definitiva', en: 'final ranking' },
    paragraphs: (letter) => [
      {
        it: `è pubblicata la graduatoria definitiva di «${letter.callTitle}».`,
        en: `the final ranking of “${letter.callTitle}” has been published.`,
      },
      resultList(letter),
      appeal(letter),
    ],
  },
  reviewReceived: {
    subject: { it: 'richiesta di riesame ricevuta', en: 'request for review received' },
    paragraphs: ({ receivedAt }) => [
      {
        it: `abbiamo ricevuto la tua richiesta di riesame il ${instantText(receivedAt).it}. L’ufficio risponde a tutte prima della graduatoria definitiva.`,
        en: `we have received your request for review on ${instantText(receivedAt).en}. The office answers all of them before the final ranking.`,
      },
    ],
  },
  reviewAnswered: {
    subject: { it: 'esito del riesame', en: 'outcome of the review' },
    paragraphs: ({ outcome = 'rejected', answer = '' }) => [
      {
        it: `la tua richiesta di riesame è ${outcomeText[outcome].it}. L’ufficio scrive:`,
        en: `your request for review is ${outcomeText[outcome].en}. The office writes:`,
      },
      { it: { quote: answer }, en: { quote: answer } },
    ],
  },
}

const demonstration: Text = {
  it: 'DIMOSTRAZIONE: nessuna graduatoria vera è stata fatta.',
  en: 'DEMONSTRATION (DIMOSTRAZIONE): no real ranking has been made.',
}
const stamp = (demo: boolean) => (demo ? '[DIMOSTRAZIONE] ' : '')

/** A letter of an evaluation to the people of a request. */
export function writeEvaluationLetter(
  letter: EvaluationLetter,
  recipientName: string,
  language: Language,
): LetterBody {
  const { subject, paragraphs } = wordings[letter.topic]
  const greeting: Text = { it: `Buongiorno ${recipientName},`, en: `Hello ${recipientName},` }
  const label: Text = { it: 'La tua richiesta', en: 'Your request' }
  const title: Text = { it: 'Richiesta', en: 'Request' }
  return {
    language,
    subject: `${stamp(letter.demo)}${title[language]} ${letter.number}: ${subject[language]}`,
    paragraphs: [
      greeting[language],
      ...paragraphs(letter).map((part) => part[language]),
      { link: letter.link, label: label[language] },
      ...(letter.demo ? [demonstration[language]] : []),
    ],
    office: letter.office,
  }
}

export interface CommissionerLetter {
  topic: 'appointed' | 'replaced'
  callTitle: string
  act: string
  reason?: string
  office: LetterOffice
  link: PublicLink
  demo: boolean
}

const commissionerTexts: Record<CommissionerLetter['topic'], (letter: CommissionerLetter) => Part[]> = {
  appointed: ({ callTitle, act }) => [
    {
      it: `sei nella commissione che valuta le domande di «${callTitle}», nominata con atto ${act}.`,
      en: `you sit on the commission that judges the applications of “${callTitle}”, appointed by act ${act}.`,
    },
    {
      it: 'Per prima cosa dichiara con chi hai rapporti: le domande di queste persone non ti saranno mostrate.',
      en: 'First declare to whom you are tied: applications of those people will not be shown to you.',
    },
  ],
  replaced: ({ callTitle, act, reason = '' }) => [
    {
      it: `non sei più nella commissione di «${callTitle}» (atto ${act}). L’ufficio scrive:`,
      en: `you no longer sit on the commission of “${callTitle}” (act ${act}). The office writes:`,
    },
    { it: { quote: reason }, en: { quote: reason } },
  ],
}

/** A letter to somebody who is, or was, on a commission. */
export function writeCommissionerLetter(
  letter: CommissionerLetter,
  recipientName: string,
  language: Language,
): LetterBody {
  const subject: Record<CommissionerLetter['topic'], Text> = {
    appointed: { it: 'Commissione di valutazione: nomina', en: 'Evaluation commission: appointment' },
    replaced: { it: 'Commissione di valutazione: sostituzione', en: 'Evaluation commission: replacement' },
  }
  const greeting: Text = { it: `Buongiorno ${recipientName},`, en: `Hello ${recipientName},` }
  const label: Text = { it: 'Apri la commissione', en: 'Open the commission' }
  return {
    language,
    subject: `${stamp(letter.demo)}${subject[letter.topic][language]}`,
    paragraphs: [
      greeting[language],
      ...commissionerTexts[letter.topic](letter).map((part) => part[language]),
      { link: letter.link, label: label[language] },
    ],
    office: letter.office,
  }
}
