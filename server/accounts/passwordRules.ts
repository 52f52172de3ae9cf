import { passwordMinimum } from './parts.ts'

/** Whom a password belongs to: what others know of them is no secret. */
export interface PasswordOwner {
  name: string
  email: string | null
}

/** `personal`: made of the owner's name or address, or of the name of this site. */
export type PasswordFlaw = 'short' | 'personal' | 'common'

const lettersAndDigits = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const wordsOf = (text: string) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]

/** Words that say nothing secret, the longest first. */
function knownWords({ name, email }: PasswordOwner): string[] {
  return ['spazi', ...wordsOf(name), ...wordsOf(email?.split('@')[0] ?? '')]
    .map(lettersAndDigits)
    .filter((word) => word.length >= 3)
    .sort((first, second) => second.length - first.length)
}

/**
 * Why a password is refused before the list of common ones is asked (OWASP ASVS 4.0, 2.1.1 and 2.1.7);
 * null where nothing speaks against it. Known words may be in it, but not make up half of it.
 */
export function passwordFlaw(password: string, owner: PasswordOwner): 'short' | 'personal' | null {
  if ([...password].length < passwordMinimum) return 'short'
  const whole = lettersAndDigits(password)
  const rest = knownWords(owner).reduce((left, word) => left.replaceAll(word, ''), whole)
  return whole.length > 0 && rest.length * 2 <= whole.length ? 'personal' : null
}
