import { dayInWords } from '../documents/dates.ts'
import type { Paragraph, PublicLink } from '../mail/body.ts'
import type { Letter } from '../mail/outbox.ts'
import { type Language, type Role, roleNames } from './words.ts'

/** For how long the link of an invitation opens. */
export const invitationDays = 7

/** What happens to somebody's roles or account, each told by a letter. */
export type RoleNews =
  | 'roleGiven'
  | 'roleEnded'
  | 'roleEnding'
  | 'othersRoleEnding'
  | 'accountDisabled'
  | 'accountEnabled'
  | 'nameChanged'
  | 'staffInvitation'

export interface RoleFacts {
  name: string
  /** Whose role it is, where somebody else is told. */
  holder?: string
  role?: Role
  district?: string | null
  /** The last day, yyyy-mm-dd. */
  until?: string | null
  reason?: string
  link: PublicLink
}

type Words = { subject: string; paragraphs: Paragraph[] }

const perLanguage = {
  it: {
    greeting: 'Buongiorno',
    district: 'per il Municipio',
    until: (day: string) => `fino al ${dayInWords(day, 'it')} compreso`,
    open: 'Apri Spazi',
  },
  en: {
    greeting: 'Hello',
    district: 'for Municipio',
    until: (day: string) => `until ${dayInWords(day, 'en')} included`,
    open: 'Open Spazi',
  },
} satisfies Record<Language, unknown>

/** “Case officer”, until 31 May 2027 included. */
function roleText({ role = 'applicant', district, until }: RoleFacts, language: Language): string {
  const words = perLanguage[language]
  const name = language === 'it' ? `«${roleNames[role].it}»` : `“${roleNames[role].en}”`
  const place = district ? ` ${words.district} ${district}` : ''
  return `${name}${place}${until ? `, ${words.until(until)}` : ''}`
}

const because = ({ reason = '' }: RoleFacts): Paragraph => ({ quote: reason })
const toSpazi = ({ link }: RoleFacts, language: Language): Paragraph => ({
  link,
  label: perLanguage[language].open,
})

const wordings: Record<RoleNews, Record<Language, (facts: RoleFacts) => Words>> = {
  roleGiven: {
    it: (facts) => ({
      subject: 'Spazi: hai un nuovo ruolo',
      paragraphs: [`un amministratore ti ha dato il ruolo ${roleText(facts, 'it')}.`, toSpazi(facts, 'it')],
    }),
    en: (facts) => ({
      subject: 'Spazi: you have a new role',
      paragraphs: [`an administrator has given you the role ${roleText(facts, 'en')}.`, toSpazi(facts, 'en')],
    }),
  },
  roleEnded: {
    it: (facts) => ({
      subject: 'Spazi: un tuo ruolo è finito',
      paragraphs: [
        `un amministratore ha chiuso il tuo ruolo ${roleText(facts, 'it')}, e scrive:`,
        because(facts),
      ],
    }),
    en: (facts) => ({
      subject: 'Spazi: one of your roles has ended',
      paragraphs: [
        `an administrator has ended your role ${roleText(facts, 'en')}, and writes:`,
        because(facts),
      ],
    }),
  },
  roleEnding: {
    it: (facts) => ({
      subject: 'Spazi: un tuo ruolo sta per finire',
      paragraphs: [
        `hai il ruolo ${roleText(facts, 'it')}; dopo finisce da sé.`,
        'Se ti serve ancora, chiedi a un amministratore di prolungarlo.',
        toSpazi(facts, 'it'),
      ],
    }),
    en: (facts) => ({
      subject: 'Spazi: one of your roles is about to end',
      paragraphs: [
        `you hold the role ${roleText(facts, 'en')}; after that it ends by itself.`,
        'If you still need it, ask an administrator to make it longer.',
        toSpazi(facts, 'en'),
      ],
    }),
  },
  othersRoleEnding: {
    it: (facts) => ({
      subject: 'Spazi: un ruolo sta per finire',
      paragraphs: [
        `${facts.holder} ha il ruolo ${roleText(facts, 'it')}; dopo finisce da sé.`,
        'Se serve ancora, dallo di nuovo con un altro ultimo giorno.',
        toSpazi(facts, 'it'),
      ],
    }),
    en: (facts) => ({
      subject: 'Spazi: a role is about to end',
      paragraphs: [
        `${facts.holder} holds the role ${roleText(facts, 'en')}; after that it ends by itself.`,
        'If it is still needed, give it again with another last day.',
        toSpazi(facts, 'en'),
      ],
    }),
  },
  accountDisabled: {
    it: (facts) => ({
      subject: 'Spazi: il tuo accesso è sospeso',
      paragraphs: [
        'un amministratore ha sospeso il tuo accesso: non puoi più entrare. Scrive:',
        because(facts),
      ],
    }),
    en: (facts) => ({
      subject: 'Spazi: your account is disabled',
      paragraphs: [
        'an administrator has disabled your account: you can no longer sign in. They write:',
        because(facts),
      ],
    }),
  },
  accountEnabled: {
    it: (facts) => ({
      subject: 'Spazi: il tuo accesso è di nuovo aperto',
      paragraphs: [
        'un amministratore ha riaperto il tuo accesso: puoi entrare di nuovo. Scrive:',
        because(facts),
        toSpazi(facts, 'it'),
      ],
    }),
    en: (facts) => ({
      subject: 'Spazi: your account is open again',
      paragraphs: [
        'an administrator has opened your account again: you can sign in. They write:',
        because(facts),
        toSpazi(facts, 'en'),
      ],
    }),
  },
  nameChanged: {
    it: (facts) => ({
      subject: 'Spazi: il tuo nome è stato corretto',
      paragraphs: [
        'un amministratore ha corretto il tuo nome, e scrive:',
        because(facts),
        toSpazi(facts, 'it'),
      ],
    }),
    en: (facts) => ({
      subject: 'Spazi: your name has been corrected',
      paragraphs: [
        'an administrator has corrected your name, and writes:',
        because(facts),
        toSpazi(facts, 'en'),
      ],
    }),
  },
  staffInvitation: {
    it: (facts) => ({
      subject: 'Spazi: il tuo accesso',
      paragraphs: [
        `un amministratore ha aperto un accesso per te, con il ruolo ${roleText(facts, 'it')}.`,
        { link: facts.link, label: `Scegli la password entro ${invitationDays} giorni` },
        'Dopo, chiedi una nuova password dalla pagina di accesso.',
      ],
    }),
    en: (facts) => ({
      subject: 'Spazi: your account',
      paragraphs: [
        `an administrator has opened an account for you, with the role ${roleText(facts, 'en')}.`,
        { link: facts.link, label: `Choose your password within ${invitationDays} days` },
        'Later, ask for a new password on the sign-in page.',
      ],
    }),
  },
}

/** The letter to the person whose role or account it is. */
export function roleLetter(
  news: RoleNews,
  account: { id: string; email: string; language: Language },
  facts: RoleFacts,
): Letter {
  const { id, email, language } = account
  const { subject, paragraphs } = wordings[news][language](facts)
  return {
    kind: news,
    recipient: email,
    accountId: id,
    language,
    subject,
    paragraphs: [`${perLanguage[language].greeting} ${facts.name},`, ...paragraphs],
    secret: news === 'staffInvitation',
    objectKind: 'account',
    objectId: id,
  }
}
