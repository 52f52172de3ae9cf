import type { Language } from '../accounts/schema.ts'
import type { Config } from '../config.ts'
import { publicLink } from '../mail/body.ts'
import type { Letter } from '../mail/outbox.ts'
import { invitationDays } from './schema.ts'

interface InvitationFacts {
  partyName: string
  invitedBy: string
  demo: boolean
  config: Config
  /** Of the page that accepts, with the token. */
  path: string
}

const texts = {
  it: {
    subject: (name: string) => `Invito a preparare richieste per ${name}`,
    hello: 'Buongiorno,',
    body: (by: string, name: string) =>
      `${by} ti invita a preparare con altri le richieste di spazi di ${name}. Potrai leggere e scrivere le bozze e vedere le richieste inviate; inviarle e ritirarle spetta a chi la rappresenta.`,
    link: `Vedi l'invito e accetta, entro ${invitationDays} giorni`,
    once: 'Il collegamento vale una volta sola. Se non conosci chi ti invita, non fare nulla.',
    demo: 'DIMOSTRAZIONE: nessuna organizzazione vera ti ha invitato.',
  },
  en: {
    subject: (name: string) => `Invitation to prepare requests for ${name}`,
    hello: 'Hello,',
    body: (by: string, name: string) =>
      `${by} invites you to prepare requests for spaces for ${name} with others. You will read and write drafts and see what was sent; sending and withdrawing is up to its representatives.`,
    link: `See the invitation and accept, within ${invitationDays} days`,
    once: 'The link works once. If you do not know who invites you, do nothing.',
    demo: 'DEMONSTRATION (DIMOSTRAZIONE): no real organisation has invited you.',
  },
} as const satisfies Record<Language, unknown>

/** The letter that holds the link of an invitation, in the language of who invites. */
export function invitationLetter(
  { email, language }: { email: string; language: Language },
  { partyName, invitedBy, demo, config, path }: InvitationFacts,
): Letter {
  const t = texts[language]
  return {
    kind: 'partyInvitation',
    recipient: email,
    language,
    subject: `${demo ? '[DIMOSTRAZIONE] ' : ''}${t.subject(partyName)}`,
    paragraphs: [
      t.hello,
      t.body(invitedBy, partyName),
      { link: publicLink(config, path), label: t.link },
      t.once,
      ...(demo ? [t.demo] : []),
    ],
    secret: true,
  }
}
