import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { applicantsOf } from './people.ts'

type Language = 'it' | 'en'

interface Words {
  subject: (name: string) => string
  found: (name: string) => string
  todo: string
  label: string
}

const words: Record<Language, Words> = {
  it: {
    subject: (name) => `Il file ${name} contiene un virus`,
    found: (name) =>
      `L’antivirus ha trovato un virus in «${name}», che avevi aggiunto alla tua richiesta. Non si può più aprire, né da te né dall’ufficio.`,
    todo: 'Controlla il tuo computer. Se la richiesta non è ancora inviata, togli il file e aggiungine uno pulito; se è inviata, scrivi o telefona all’ufficio.',
    label: 'La tua richiesta',
  },
  en: {
    subject: (name) => `The file ${name} holds a virus`,
    found: (name) =>
      `The antivirus found a virus in “${name}”, which you had added to your request. Nobody can open it any more, neither you nor the office.`,
    todo: 'Check your computer. If the request is not sent yet, remove the file and add a clean one; if it is, write to or call the office.',
    label: 'Your request',
  },
}

interface Told {
  name: string
  requestId: string
  /** Who wrote the request, where its party has no members yet. */
  accountId: string
}

/** Tells whoever acts for a request that a file of theirs was found infected and is withheld. */
export async function tellInfected(
  trx: Db,
  { config }: Pick<Context, 'config'>,
  sha256: string,
): Promise<void> {
  const told: Told[] = await trx({ f: 'request_file' })
    .join({ r: 'request' }, 'r.id', 'f.request_id')
    .where({ 'f.stored_sha256': sha256 })
    .whereNull('f.removed_at')
    .orderBy('f.id')
    .select({ name: 'f.name', requestId: 'r.id', accountId: 'r.account_id' })
  for (const file of told) {
    const members = await applicantsOf(trx, file.requestId)
    await tellPeople(trx, config, file, members.length > 0 ? members : [file.accountId])
  }
}

async function tellPeople(
  trx: Db,
  config: Context['config'],
  { name, requestId }: Told,
  accountIds: string[],
): Promise<void> {
  const about = { kind: 'request.fileInfected', objectKind: 'request', objectId: requestId }
  await notify(trx, accountIds, { ...about, facts: {} })
  const people: { id: string; email: string; language: Language }[] = await trx('account')
    .whereIn('id', accountIds)
    .whereNotNull('email')
    .orderBy('id')
    .select('id', 'email', 'language')
  for (const { id, email, language } of people) {
    const { subject, found, todo, label } = words[language]
    await queueLetter(trx, {
      ...about,
      recipient: email,
      accountId: id,
      language,
      subject: subject(name),
      paragraphs: [found(name), todo, { link: publicLink(config, `/requests/${requestId}`), label }],
    })
  }
}
