import type { Language } from '../accounts/schema.ts'
import { dayInWords } from '../documents/dates.ts'
import type { Paragraph } from '../mail/body.ts'

type Text = Record<Language, string>
type Part = Record<Language, Paragraph>

/** What a letter about an award or an agreement tells, in both languages. */
export interface Telling {
  kind:
    | 'award.proposed'
    | 'award.revoked'
    | 'award.accepted'
    | 'award.declined'
    | 'agreement.signed'
    | 'agreement.handedOver'
    | 'agreement.extended'
    | 'agreement.ending'
    | 'agreement.ended'
    | 'agreement.milestone'
    | 'agreement.reply'
    | 'agreement.report'
  subject: Text
  parts: Part[]
}

const both = (write: (day: (day: string) => string, language: Language) => string): Text => ({
  it: write((day) => dayInWords(day, 'it'), 'it'),
  en: write((day) => dayInWords(day, 'en'), 'en'),
})
const quoted = (quote: string): Part => ({ it: { quote }, en: { quote } })

const appeal = ({ regionalCourt, presidency }: { regionalCourt: number; presidency: number }): Text => ({
  it: `Contro questa decisione si può ricorrere al TAR entro ${regionalCourt} giorni o al Presidente della Repubblica entro ${presidency}, contati dalla consegna per PEC o raccomandata.`,
  en: `This decision can be appealed to the regional court (TAR) within ${regionalCourt} days, or to the President of the Republic within ${presidency}, counted from its delivery by certified mail (PEC) or registered post.`,
})

interface AwardFacts {
  spaces: string
  actNumber: string
  actDate: string
  from: string
  until: string
  rank: number | null
  appealDays: { regionalCourt: number; presidency: number }
}

/** A lot was awarded by the final ranking; the applicant says yes or no. */
export const proposedAward = ({
  spaces,
  actNumber,
  actDate,
  from,
  until,
  rank,
  appealDays,
}: AwardFacts): Telling => ({
  kind: 'award.proposed',
  subject: { it: 'spazio assegnato: accetta o rinuncia', en: 'space awarded: accept or decline' },
  parts: [
    both((day, language) =>
      language === 'it'
        ? `ti è stato assegnato: ${spaces}, per il periodo ${day(from)} – ${day(until)}, con atto ${actNumber} in data ${day(actDate)}${rank === null ? '' : `, al ${rank}º posto della graduatoria definitiva`}.`
        : `this has been awarded to you: ${spaces}, from ${day(from)} until ${day(until)}, by act ${actNumber} of ${day(actDate)}${rank === null ? '' : `, as number ${rank} of the final ranking`}.`,
    ),
    {
      it: 'Rispondi dalla pagina della richiesta: se accetti, l’ufficio fa le verifiche e prepara il contratto; se rinunci, lo spazio va a chi segue in graduatoria.',
      en: 'Answer on the page of the request: if you accept, the office does the checks and prepares the agreement; if you decline, the space goes to the next in the ranking.',
    },
    appeal(appealDays),
  ],
})

const revokedFor: Record<string, Text> = {
  declined: { it: 'hai rinunciato', en: 'you declined it' },
  forfeited: { it: 'sei decaduto dall’assegnazione', en: 'you have forfeited it' },
  checkFailed: { it: 'una verifica ha avuto esito negativo', en: 'a check has failed' },
  annulled: { it: 'l’atto è stato annullato', en: 'the act has been annulled' },
}

/** The office took an award back. */
export const revokedAward = (
  spaces: string,
  { reason, note, actNumber }: { reason: string; note: string; actNumber: string | null },
  appealDays: AwardFacts['appealDays'],
): Telling => ({
  kind: 'award.revoked',
  subject: { it: 'assegnazione revocata', en: 'award taken back' },
  parts: [
    {
      it: `l’assegnazione di ${spaces} è revocata: ${revokedFor[reason]?.it ?? reason}.${actNumber ? ` Atto ${actNumber}.` : ''}`,
      en: `the award of ${spaces} has been taken back: ${revokedFor[reason]?.en ?? reason}.${actNumber ? ` Act ${actNumber}.` : ''}`,
    },
    quoted(note),
    appeal(appealDays),
  ],
})

/** Proof of the answer that was given. */
export const answeredAward = (spaces: string, answer: 'accepted' | 'declined'): Telling => ({
  kind: `award.${answer}`,
  subject:
    answer === 'accepted'
      ? { it: 'assegnazione accettata', en: 'award accepted' }
      : { it: 'rinuncia ricevuta', en: 'award declined' },
  parts: [
    answer === 'accepted'
      ? {
          it: `abbiamo ricevuto la tua accettazione per ${spaces}. L’ufficio fa le verifiche e ti chiama per firmare il contratto.`,
          en: `we have received your acceptance of ${spaces}. The office does the checks and will call you to sign the agreement.`,
        }
      : {
          it: `abbiamo ricevuto la tua rinuncia a ${spaces}. Lo spazio va a chi segue in graduatoria.`,
          en: `we have received that you decline ${spaces}. The space goes to the next in the ranking.`,
        },
  ],
})

export const signedAgreement = (number: string, spaces: string, from: string, until: string): Telling => ({
  kind: 'agreement.signed',
  subject: { it: `contratto ${number} firmato`, en: `agreement ${number} signed` },
  parts: [
    both((day, language) =>
      language === 'it'
        ? `il contratto ${number} per ${spaces} è firmato: va dal ${day(from)} al ${day(until)}. Il passo che segue è la consegna delle chiavi.`
        : `agreement ${number} for ${spaces} is signed: it runs from ${day(from)} until ${day(until)}. Next come the keys.`,
    ),
  ],
})

export const handedOver = (number: string, spaces: string, on: string): Telling => ({
  kind: 'agreement.handedOver',
  subject: { it: `contratto ${number}: spazio consegnato`, en: `agreement ${number}: space handed over` },
  parts: [
    both((day, language) =>
      language === 'it'
        ? `${spaces} ti è stato consegnato in data ${day(on)}. Ogni anno ti chiederemo che cosa ne è venuto.`
        : `${spaces} was handed over to you on ${day(on)}. Each year we will ask what came of it.`,
    ),
  ],
})

export const extendedAgreement = (number: string, until: string, actNumber: string): Telling => ({
  kind: 'agreement.extended',
  subject: { it: `contratto ${number} prorogato`, en: `agreement ${number} extended` },
  parts: [
    both((day, language) =>
      language === 'it'
        ? `il contratto ${number} è prorogato al ${day(until)} con atto ${actNumber}.`
        : `agreement ${number} has been extended until ${day(until)} by act ${actNumber}.`,
    ),
  ],
})

/** Six and three months before the end. */
export const endingAgreement = (number: string, spaces: string, until: string, months: number): Telling => ({
  kind: 'agreement.ending',
  subject: {
    it: `contratto ${number}: mancano ${months} mesi alla fine`,
    en: `agreement ${number}: ${months} months to its end`,
  },
  parts: [
    both((day, language) =>
      language === 'it'
        ? `il contratto ${number} per ${spaces} finisce il ${day(until)}. Scrivi all’ufficio se vuoi sapere se può essere prorogato; altrimenti accorda con l’ufficio la riconsegna.`
        : `agreement ${number} for ${spaces} ends on ${day(until)}. Write to the office to know whether it can be extended; else agree with it how the space is given back.`,
    ),
  ],
})

const endedFor: Record<string, Text> = {
  term: { it: 'è arrivato alla scadenza', en: 'its term is over' },
  withdrawal: { it: 'recesso', en: 'withdrawal' },
  agreed: { it: 'scioglimento d’accordo', en: 'ended by agreement' },
  breach: { it: 'inadempimento', en: 'breach' },
  idle: { it: 'spazio non usato', en: 'the space is not used' },
  publicInterest: { it: 'interesse pubblico', en: 'public interest' },
}

export const endedAgreement = (
  number: string,
  { on, reason, note }: { on: string; reason: string; note: string | null },
): Telling => ({
  kind: 'agreement.ended',
  subject: { it: `contratto ${number} finito`, en: `agreement ${number} ended` },
  parts: [
    both((day, language) =>
      language === 'it'
        ? `il contratto ${number} finisce il ${day(on)}: ${endedFor[reason]?.it ?? reason}. Lo spazio va riconsegnato all’ufficio.`
        : `agreement ${number} ends on ${day(on)}: ${endedFor[reason]?.en ?? reason}. The space must be given back to the office.`,
    ),
    ...(note ? [quoted(note)] : []),
  ],
})

/** Something promised is found missing; before it shows, the holder may reply. */
export const missedMilestone = (number: string, title: string, source: string, until: string): Telling => ({
  kind: 'agreement.milestone',
  subject: {
    it: `contratto ${number}: un impegno non risulta rispettato`,
    en: `agreement ${number}: a promise is found missing`,
  },
  parts: [
    both((day, language) =>
      language === 'it'
        ? `l’impegno «${title}» del contratto ${number} non risulta rispettato (fonte: ${source}). Puoi rispondere dalla pagina della richiesta fino al ${day(until)}: solo dopo sarà pubblico, con la tua risposta accanto.`
        : `“${title}”, promised in agreement ${number}, is found missing (source: ${source}). You can reply on the page of the request until ${day(until)}: only then will it be public, with your reply beside it.`,
    ),
  ],
})

export const receivedReply = (number: string, text: string): Telling => ({
  kind: 'agreement.reply',
  subject: { it: `contratto ${number}: risposta ricevuta`, en: `agreement ${number}: reply received` },
  parts: [{ it: 'abbiamo ricevuto la tua risposta:', en: 'we have received your reply:' }, quoted(text)],
})

export const receivedReport = (number: string, year: number): Telling => ({
  kind: 'agreement.report',
  subject: {
    it: `contratto ${number}: relazione ${year} ricevuta`,
    en: `agreement ${number}: report for ${year} received`,
  },
  parts: [
    {
      it: `abbiamo ricevuto la relazione del ${year}. I numeri entrano nelle cifre pubbliche, sommati a quelli degli altri.`,
      en: `we have received the report for ${year}. Its numbers go into the public figures, summed up with those of others.`,
    },
  ],
})
