import type { Language } from '../accounts/schema.ts'
import { dayInWords, minuteOfDay } from '../documents/dates.ts'
import type { LetterBody, LetterOffice, PublicLink } from '../mail/body.ts'

/** A change of a call that is told to whoever writes or has sent a request for it. */
export type ToldChange = 'corrected' | 'extended' | 'reopened' | 'revoked'

export interface CallLetterFacts {
  recipientName: string
  code: string
  title: string
  change: ToldChange
  grounds: { reason: string; actNumber: string; actDate: string }
  closesAt: Date | null
  link: PublicLink
  office: LetterOffice
  demo: boolean
}

type Text = Record<Language, string>

const subjects: Record<ToldChange, Text> = {
  corrected: { it: 'rettificato', en: 'corrected' },
  extended: { it: 'termine prorogato', en: 'deadline extended' },
  reopened: { it: 'termini riaperti', en: 'reopened' },
  revoked: { it: 'revocato', en: 'revoked' },
}

const happened: Record<ToldChange, Text> = {
  corrected: {
    it: 'il bando per cui hai una richiesta è stato rettificato. Sulla sua pagina si vede che cosa è cambiato.',
    en: 'the call you have a request for has been corrected. Its page shows what has changed.',
  },
  extended: {
    it: 'il termine del bando per cui hai una richiesta è stato prorogato.',
    en: 'the deadline of the call you have a request for has been extended.',
  },
  reopened: {
    it: 'i termini del bando per cui hai una richiesta sono stati riaperti.',
    en: 'the call you have a request for has been reopened.',
  },
  revoked: {
    it: 'il bando per cui hai una richiesta è stato revocato: non ci sarà alcuna assegnazione. Non devi fare nulla.',
    en: 'the call you have a request for has been revoked: nothing will be awarded. You need not do anything.',
  },
}

const sendAgain: Text = {
  it: 'Se hai già inviato la domanda, resta valida; fino al termine puoi ritirarla e inviarne un’altra.',
  en: 'If you have sent your application it stays valid; until the deadline you can withdraw it and send another.',
}

const demonstration: Text = {
  it: 'DIMOSTRAZIONE: nessuna richiesta vera è stata fatta a nessun ufficio.',
  en: 'DEMONSTRATION (DIMOSTRAZIONE): no real request has been made to any office.',
}

/** The letter that tells of a change of a call, with its act and its reason. */
export function writeCallLetter(facts: CallLetterFacts, language: Language): LetterBody {
  const { change, grounds, closesAt, demo, code, title, recipientName, link, office } = facts
  const italian = language === 'it'
  const act = `${grounds.actNumber}, ${dayInWords(grounds.actDate, language)}`
  const until = closesAt && change !== 'revoked' ? minuteOfDay(closesAt, language) : null
  return {
    language,
    subject: `${demo ? '[DIMOSTRAZIONE] ' : ''}${italian ? 'Bando' : 'Call'} ${code}: ${subjects[change][language]}`,
    paragraphs: [
      `${italian ? 'Buongiorno' : 'Hello'} ${recipientName},`,
      happened[change][language],
      `${title} (${code})`,
      ...(until ? [`${italian ? 'Si può inviare fino a' : 'Open until'}: ${until}.`] : []),
      { quote: grounds.reason },
      `${italian ? 'Atto' : 'Act'}: ${act}.`,
      ...(change === 'revoked' ? [] : [sendAgain[language]]),
      { link, label: italian ? 'Il bando' : 'The call' },
      ...(demo ? [demonstration[language]] : []),
    ],
    office,
  }
}
