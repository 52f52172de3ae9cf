import type { Letter } from '../mail/outbox.ts'
import type { Language } from './schema.ts'

type Recipient = { email: string; language: Language }

/**
 * The letter that holds the link which opens a new account. It repeats nothing that was typed: the owner of
 * the address may be a stranger to who typed it.
 */
export function confirmAccountLetter({ email, language }: Recipient, link: string): Letter {
  const subject = language === 'it' ? 'Spazi: conferma il tuo indirizzo' : 'Spazi: confirm your address'
  const text =
    language === 'it'
      ? `Buongiorno,\n\nper aprire il tuo accesso a Spazi apri questo indirizzo entro 24 ore:\n\n${link}\n\nSe non l'hai chiesto tu, non fare nulla: senza conferma non viene aperto alcun accesso.\n`
      : `Hello,\n\nto open your account on Spazi, open this address within 24 hours:\n\n${link}\n\nIf you did not ask for it, do nothing: without confirmation no account is opened.\n`
  return { kind: 'confirmAccount', recipient: email, language, subject, text }
}

/** Sent where the address has an account: who owns it learns of the attempt, nobody else does. */
export function accountExistsLetter({ email, language }: Recipient, signInLink: string): Letter {
  const subject = language === 'it' ? 'Spazi: hai già un accesso' : 'Spazi: you have an account already'
  const text =
    language === 'it'
      ? `Buongiorno,\n\nqualcuno ha chiesto un nuovo accesso a Spazi con questo indirizzo, che ne ha già uno. Per entrare:\n\n${signInLink}\n\nSe non sei stato tu, non serve fare nulla: non è cambiato niente.\n`
      : `Hello,\n\nsomebody asked for a new account on Spazi with this address, which has one already. To sign in:\n\n${signInLink}\n\nIf it was not you, nothing needs doing: nothing has changed.\n`
  return { kind: 'accountExists', recipient: email, language, subject, text }
}
