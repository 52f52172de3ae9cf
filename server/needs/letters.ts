import type { Language } from '../accounts/words.ts'
import type { CityPack } from '../city/pack.ts'
import { dayInWords } from '../documents/dates.ts'
import type { LetterBody, PublicLink } from '../mail/body.ts'
import type { NeedRow } from './queries.ts'

interface ContactFacts {
  need: NeedRow
  message: string
  lab: string
  link: PublicLink
  city: CityPack
  demo: boolean
}

const nameOf = (
  items: readonly { code: string; it: string; en: string }[],
  code: string,
  language: Language,
) => items.find((item) => item.code === code)?.[language] ?? code

const sizeOf = ({ sizeXMm, sizeYMm, sizeZMm }: NeedRow): string | null => {
  const sides = [sizeXMm, sizeYMm, sizeZMm].filter((side) => side !== null)
  return sides.length > 0 ? `${sides.join(' × ')} mm` : null
}

/** Who asks: a firm inside a prison is named only where its accelerator wants it to be. */
function asking({ askedBy, actsFor, firmName, firmShown }: NeedRow): Record<Language, string> {
  if (actsFor === 'itself') return { it: askedBy, en: askedBy }
  return firmShown && firmName
    ? {
        it: `${askedBy}, per ${firmName}, impresa in un istituto penitenziario`,
        en: `${askedBy}, for ${firmName}, a firm inside a prison`,
      }
    : {
        it: `${askedBy}, per un’impresa in un istituto penitenziario`,
        en: `${askedBy}, for a firm inside a prison`,
      }
}

/** The letter by which a firm turns to a lab; the answer goes to the firm, or to its accelerator. */
export function contactLetter(
  { need, message, lab, link, city, demo }: ContactFacts,
  language: Language,
): LetterBody {
  const { equipment } = city
  const process = nameOf(equipment.processes, need.process, language)
  const material = need.material && nameOf(equipment.materials, need.material, language)
  const due = dayInWords(need.dueOn, language)
  const facts = [
    process,
    material,
    sizeOf(need),
    language === 'it' ? `${need.quantity} pezzi` : `${need.quantity} pieces`,
  ]
    .filter(Boolean)
    .join(', ')
  const paragraphs =
    language === 'it'
      ? [
          `Buongiorno ${lab},`,
          `${asking(need).it} cerca chi possa fare: ${need.title}.`,
          `${facts}; entro il ${due}.`,
          { quote: message },
          'Rispondi a questo messaggio: la risposta va a chi chiede, non al Comune. Il Comune non interviene nell’accordo.',
          { link, label: 'La richiesta' },
        ]
      : [
          `Hello ${lab},`,
          `${asking(need).en} looks for somebody to make: ${need.title}.`,
          `${facts}; by ${due}.`,
          { quote: message },
          'Answer this message: your answer goes to who asks, not to the City. The City takes no part in the agreement.',
          { link, label: 'The need' },
        ]
  const stamp = demo ? '[DIMOSTRAZIONE] ' : ''
  return {
    language,
    subject: `${stamp}${need.code}: ${need.title}`,
    paragraphs: [
      ...paragraphs,
      ...(demo
        ? [language === 'it' ? 'DIMOSTRAZIONE: richiesta inventata.' : 'DEMONSTRATION: an invented need.']
        : []),
    ],
  }
}
