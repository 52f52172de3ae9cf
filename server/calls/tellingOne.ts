import type { Language } from '../accounts/words.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { type Paragraph, publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { type CallAtHand, titleIn } from './calling.ts'

type Text = Record<Language, string>
export type Part = Record<Language, Paragraph>

/** What a letter about a call tells, in both languages. */
export interface Telling {
  kind: 'call.questionAnswered' | 'call.questionDeclined' | 'call.visitBooked' | 'call.visitCancelled'
  subject: Text
  parts: Part[]
}

const demonstration: Text = {
  it: 'DIMOSTRAZIONE: nessun bando vero.',
  en: 'DEMONSTRATION (DIMOSTRAZIONE): no real call.',
}

/** Words of somebody as they are, the same in both letters. */
const quoted = (quote: string): Part => ({ it: { quote }, en: { quote } })

/** The answer to a question, to who asked it. */
export const answeredQuestion = (question: string, answer: string): Telling => ({
  kind: 'call.questionAnswered',
  subject: { it: 'risposta alla tua domanda', en: 'answer to your question' },
  parts: [
    {
      it: 'l’ufficio ha risposto alla tua domanda. La leggono tutti sulla pagina del bando, senza sapere chi l’ha fatta:',
      en: 'the office has answered your question. Everybody reads it on the page of the call, not knowing who asked:',
    },
    quoted(question),
    quoted(answer),
  ],
})

/** Why a question is not answered, to who asked it. */
export const declinedQuestion = (text: string, reason: string): Telling => ({
  kind: 'call.questionDeclined',
  subject: { it: 'la tua domanda', en: 'your question' },
  parts: [
    {
      it: 'l’ufficio non pubblica una risposta alla tua domanda:',
      en: 'the office publishes no answer to your question:',
    },
    quoted(text),
    { it: 'Il motivo:', en: 'The reason:' },
    quoted(reason),
  ],
})

/** Queues a letter about a call to an account, and tells it in the application; nothing where the account is gone. */
export async function tellOfCall(
  trx: Db,
  config: Config,
  call: CallAtHand,
  accountId: string | null,
  { kind, subject, parts }: Telling,
): Promise<void> {
  const account =
    accountId && (await trx('account').where({ id: accountId }).first('email', 'language', 'name'))
  if (!account) return
  const language: Language = account.language
  const path = `/calls/${encodeURIComponent(call.code)}`
  const about = { objectKind: 'call', objectId: call.code }
  await notify(trx, [accountId], { kind, ...about, facts: { code: call.code } })
  if (!account.email) return
  await queueLetter(trx, {
    kind,
    ...about,
    recipient: account.email,
    accountId,
    language,
    subject: `${config.demo ? '[DIMOSTRAZIONE] ' : ''}${titleIn(call, language)}: ${subject[language]}`,
    paragraphs: [
      `${language === 'it' ? 'Buongiorno' : 'Hello'} ${account.name},`,
      ...parts.map((part) => part[language]),
      { link: publicLink(config, path), label: language === 'it' ? 'La pagina del bando' : 'The call' },
      ...(config.demo ? [demonstration[language]] : []),
    ],
    office: call.office,
  })
}
