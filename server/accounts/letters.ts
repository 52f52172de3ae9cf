import type { LetterBody, LetterOffice, Paragraph, PublicLink } from '../mail/body.ts'
import type { Letter } from '../mail/outbox.ts'
import type { Language } from './schema.ts'

type Recipient = { email: string; language: Language; accountId?: string | null }
interface Words {
  subject: string
  paragraphs: readonly Paragraph[]
}

/** Neither greets by a name nor repeats what was typed: the owner of the address may be a stranger to it. */
function letter(
  kind: string,
  { email, language, accountId = null }: Recipient,
  texts: Record<Language, Words>,
  rest: { secret?: boolean; office?: LetterBody['office'] } = {},
): Letter {
  return { kind, recipient: email, language, accountId, ...texts[language], ...rest }
}

/** The letter that holds the link which opens a new account. */
export const confirmAccountLetter = (to: Recipient, link: PublicLink): Letter =>
  letter(
    'confirmAccount',
    to,
    {
      it: {
        subject: 'Spazi: conferma il tuo indirizzo',
        paragraphs: [
          {
            link,
            label:
              'Per aprire il tuo accesso a Spazi apri questa pagina entro 24 ore, e scegli lì nome e password',
          },
          'Se non l’hai chiesto tu, non fare nulla: non viene aperto alcun accesso.',
        ],
      },
      en: {
        subject: 'Spazi: confirm your address',
        paragraphs: [
          {
            link,
            label:
              'To open your account on Spazi, open this page within 24 hours, and choose name and password there',
          },
          'If you did not ask for it, do nothing: no account is opened.',
        ],
      },
    },
    { secret: true },
  )

/** Sent where the address has an account: who owns it learns of the attempt, nobody else does. */
export const accountExistsLetter = (to: Recipient, link: PublicLink): Letter =>
  letter('accountExists', to, {
    it: {
      subject: 'Spazi: hai già un accesso',
      paragraphs: [
        'Qualcuno ha chiesto un nuovo accesso a Spazi con questo indirizzo, che ne ha già uno.',
        { link, label: 'Per entrare' },
        'Se non sei stato tu, non serve fare nulla: non è cambiato niente.',
      ],
    },
    en: {
      subject: 'Spazi: you have an account already',
      paragraphs: [
        'Somebody asked for a new account on Spazi with this address, which has one already.',
        { link, label: 'To sign in' },
        'If it was not you, nothing needs doing: nothing has changed.',
      ],
    },
  })

/** The letter that holds the link to set a new password. */
export const passwordResetLetter = (to: Recipient, link: PublicLink): Letter =>
  letter(
    'passwordReset',
    to,
    {
      it: {
        subject: 'Spazi: scegli una nuova password',
        paragraphs: [
          { link, label: 'Per scegliere una nuova password apri questa pagina entro 30 minuti' },
          'Il collegamento vale una volta sola. Se non l’hai chiesto tu, non fare nulla: la password resta quella di prima.',
        ],
      },
      en: {
        subject: 'Spazi: choose a new password',
        paragraphs: [
          { link, label: 'To choose a new password, open this page within 30 minutes' },
          'The link works once. If you did not ask for it, do nothing: your password stays as it is.',
        ],
      },
    },
    { secret: true },
  )

/** Sent where a new password was asked for and the address has none: it may be another address of theirs. */
export const noPasswordLetter = (to: Recipient, link: PublicLink): Letter =>
  letter('noPassword', to, {
    it: {
      subject: 'Spazi: nessuna password per questo indirizzo',
      paragraphs: [
        'Qualcuno, forse tu, ha chiesto una nuova password di Spazi per questo indirizzo, che non ne ha una. Forse ti sei registrato con un altro indirizzo, oppure entri con SPID, CIE o CNS.',
        { link, label: 'Per entrare o registrarti' },
        'Se non sei stato tu, non serve fare nulla.',
      ],
    },
    en: {
      subject: 'Spazi: no password for this address',
      paragraphs: [
        'Somebody, perhaps you, asked for a new password on Spazi for this address, which has none. You may have registered with another address, or you sign in with SPID, CIE or CNS.',
        { link, label: 'To sign in or register' },
        'If it was not you, nothing needs doing.',
      ],
    },
  })

/** Tells the owner of an account that its password is another one now. */
export const passwordChangedLetter = (to: Recipient, link: PublicLink, office: LetterOffice): Letter =>
  letter(
    'passwordChanged',
    to,
    {
      it: {
        subject: 'Spazi: la tua password è cambiata',
        paragraphs: [
          'La password del tuo accesso a Spazi è stata cambiata e gli altri dispositivi sono stati scollegati.',
          { link, label: 'Se non sei stato tu, scegli subito una nuova password' },
          'Se non ci riesci, scrivi o telefona all’ufficio.',
        ],
      },
      en: {
        subject: 'Spazi: your password has changed',
        paragraphs: [
          'The password of your account on Spazi has been changed, and your other devices have been signed out.',
          { link, label: 'If it was not you, choose a new password at once' },
          'If you cannot, write to the office or call it.',
        ],
      },
    },
    { office },
  )

/** The letter to a new address that holds the link which makes it the address of an account. */
export const confirmEmailLetter = (to: Recipient, link: PublicLink): Letter =>
  letter(
    'confirmEmail',
    to,
    {
      it: {
        subject: 'Spazi: conferma il nuovo indirizzo',
        paragraphs: [
          { link, label: 'Per usare questo indirizzo con Spazi apri questa pagina entro 24 ore' },
          'Se non l’hai chiesto tu, non fare nulla: senza conferma non cambia niente.',
        ],
      },
      en: {
        subject: 'Spazi: confirm your new address',
        paragraphs: [
          { link, label: 'To use this address with Spazi, open this page within 24 hours' },
          'If you did not ask for it, do nothing: without confirmation nothing changes.',
        ],
      },
    },
    { secret: true },
  )

/** To the present address of an account: that another one was asked for, and what to do if that is wrong. */
export const emailChangeAskedLetter = (
  to: Recipient,
  newEmail: string,
  link: PublicLink,
  office: LetterOffice,
): Letter =>
  letter(
    'emailChangeAsked',
    to,
    {
      it: {
        subject: 'Spazi: è stato chiesto di cambiare il tuo indirizzo',
        paragraphs: [
          `È stato chiesto di usare ${newEmail} al posto di questo indirizzo. Il cambio vale quando si apre il collegamento mandato là, entro 24 ore.`,
          'Se sei stato tu, qui non serve fare nulla.',
          {
            link,
            label: 'Se non sei stato tu, scegli subito una nuova password: il cambio richiesto decade',
          },
          'Se non ci riesci, o se entri con SPID, CIE o CNS, scrivi o telefona all’ufficio.',
        ],
      },
      en: {
        subject: 'Spazi: somebody asked to change your address',
        paragraphs: [
          `Somebody asked to use ${newEmail} in place of this address. It changes when the link sent there is opened, within 24 hours.`,
          'If it was you, nothing needs doing here.',
          {
            link,
            label: 'If it was not you, choose a new password at once: the change asked for is then void',
          },
          'If you cannot, or if you sign in with SPID, CIE or CNS, write to the office or call it.',
        ],
      },
    },
    { office },
  )

/** To the former address: where letters go from now on, and what to do if that is wrong. */
export const emailChangedLetter = (to: Recipient, newEmail: string, office: LetterOffice): Letter =>
  letter(
    'emailChanged',
    to,
    {
      it: {
        subject: 'Spazi: il tuo indirizzo è cambiato',
        paragraphs: [
          `Da ora le lettere di Spazi arrivano a ${newEmail}, e con quell’indirizzo si entra. A questo non scriviamo più.`,
          'Se non sei stato tu, scrivi o telefona subito all’ufficio.',
        ],
      },
      en: {
        subject: 'Spazi: your address has changed',
        paragraphs: [
          `From now on letters from Spazi go to ${newEmail}, which is also the address to sign in with. We no longer write to this one.`,
          'If it was not you, write to the office or call it at once.',
        ],
      },
    },
    { office },
  )
