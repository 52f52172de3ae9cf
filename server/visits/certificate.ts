import type { Person } from '../accounts/queries.ts'
import type { Language } from '../accounts/words.ts'
import { titleIn } from '../calls/calling.ts'
import type { Context } from '../context.ts'
import { minuteOfDay } from '../documents/dates.ts'
import { writePdf } from '../documents/pdf.ts'
import { NotFoundError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { readProof } from './queries.ts'

const words = {
  it: {
    title: 'Attestato di sopralluogo',
    file: 'sopralluogo',
    says: 'Si attesta che questo sopralluogo si è svolto e che chi è indicato era presente.',
    visitor: 'Chi ha visitato',
    call: 'Bando',
    lot: 'Lotto',
    when: 'Quando',
    where: 'Ritrovo',
    code: 'Codice dell’attestato',
    check: 'Chiunque può verificare il codice, senza leggere nomi:',
  },
  en: {
    title: 'Certificate of a site visit',
    file: 'site-visit',
    says: 'This certifies that the visit took place and that the person named was there.',
    visitor: 'Who visited',
    call: 'Call',
    lot: 'Lot',
    when: 'When',
    where: 'Meeting point',
    code: 'Code of the certificate',
    check: 'Anybody can check the code, without reading names:',
  },
} as const satisfies Record<Language, unknown>

/**
 * The certificate of a visit one was at, as a PDF, with the name to save it under.
 * @throws {NotFoundError} where the booking is another's, or nobody recorded that one came
 */
export async function writeCertificate(
  { db, city, config }: Context,
  person: Person,
  id: string,
  language: Language,
): Promise<{ name: string; content: Buffer }> {
  const row = await db({ b: 'visit_booking' })
    .join({ s: 'visit_slot' }, 's.id', 'b.slot_id')
    .where({ 'b.id': id, 'b.account_id': person.account.id })
    .whereNotNull('b.certificate')
    .first({ certificate: 'b.certificate', visitor: 'b.visitor_name', meetingPoint: 's.meeting_point' })
  if (!row) throw new NotFoundError('There is no such certificate.')
  const t = words[language]
  const proof = await readProof(db, row.certificate)
  const address = publicLink(config, `/visits/${row.certificate}`)
  const facts: [string, string][] = [
    [t.visitor, row.visitor],
    [t.call, `${titleIn(proof.call, language)} (${proof.call.code})`],
    ...(proof.lot === null ? [] : [[t.lot, String(proof.lot)] as [string, string]]),
    [t.when, minuteOfDay(new Date(proof.startsAt), language)],
    [t.where, row.meetingPoint],
    [t.code, row.certificate],
  ]
  const content = await writePdf({
    title: t.title,
    language,
    issuer: city.header.owner[language],
    demo: config.demo,
    footer: `${t.check} ${address}`,
    blocks: [{ text: t.says }, { facts }, { text: `${t.check} ${address}` }],
  })
  return { name: `${t.file}-${row.certificate}.pdf`, content }
}
