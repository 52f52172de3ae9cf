import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'

type Language = 'it' | 'en'

const subjects: Record<Language, (name: string) => string> = {
  it: (name) => `Il file ${name} contiene un virus`,
  en: (name) => `The file ${name} holds a virus`,
}
const words: Record<Language, { found: (name: string) => string; todo: string; label: string }> = {
  it: {
    found: (name) =>
      `L’antivirus ha trovato un virus in «${name}», che avevi aggiunto alla tua richiesta. Non si può più aprire, né da te né dall’ufficio.`,
    todo: 'Controlla il tuo computer. Se la richiesta non è ancora inviata, togli il file e aggiungine uno pulito; se è inviata, scrivi o telefona all’ufficio.',
    label: 'La tua richiesta',
  },
  en: {
    found: (name) =>
      `The antivirus found a virus in “${name}”, which you had added to your request. Nobody can open it any more, neither you nor the office.`,
    todo: 'Check your computer. If the request is not sent yet, remove the file and add a clean one; if it is, write to or call the office.',
    label: 'Your request',
  },
}

interface Told {
  name: string
  requestId: string
  accountId: string
  email: string
  language: Language
}

/** Tells the people of the party a file is of that it was found infected and is withheld. */
export async function tellInfected(
  trx: Db,
  { config }: Pick<Context, 'config'>,
  sha256: string,
): Promise<void> {
  const told: Told[] = await trx({ f: 'request_file' })
    .join({ r: 'request' }, 'r.id', 'f.request_id')
    .join({ m: 'party_member' }, 'm.party_id', 'r.party_id')
    .join({ a: 'account' }, 'a.id', 'm.account_id')
    .where({ 'f.stored_sha256': sha256 })
    .whereNull('m.ended_at')
    .whereNull('f.removed_at')
    .orderBy(['f.id', 'm.id'])
    .select({
      name: 'f.name',
      requestId: 'r.id',
      accountId: 'a.id',
      email: 'a.email',
      language: 'a.language',
    })
  for (const { name, requestId, accountId, email, language } of told) {
    const { found, todo, label } = words[language]
    await queueLetter(trx, {
      kind: 'request.fileInfected',
      recipient: email,
      accountId,
      language,
      subject: subjects[language](name),
      paragraphs: [found(name), todo, { link: publicLink(config, `/requests/${requestId}`), label }],
      objectKind: 'request',
      objectId: requestId,
    })
  }
}
