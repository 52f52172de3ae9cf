import type { PartyData, PartyKind } from '../parties/schema.ts'
import type { RequestKind } from './words.ts'

/** Something the sender declares, in words that never change once a version has been sent with. */
export interface Declaration<Code extends string = string> {
  code: Code
  it: string
  en: string
  /** The rule it rests on. */
  reference: string
}

const declarations = <const Code extends string>(list: readonly Declaration<Code>[]) => list

const texts202611 = declarations([
  {
    code: 'identity',
    it: 'I dati di chi chiede scritti in questa richiesta (nome, codici, recapiti, iscrizioni) sono veri.',
    en: 'What this request says about who asks (name, codes, addresses, registrations) is true.',
    reference: 'DPR 445/2000 art. 46',
  },
  {
    code: 'powers',
    it: 'Ho il potere di rappresentare chi chiede e di mandare questa richiesta in suo nome.',
    en: 'I have the power to represent who asks and to send this request in its name.',
    reference: 'DPR 445/2000 artt. 46-47',
  },
  {
    code: 'setUp',
    it: 'Se lo spazio viene assegnato, ci costituiremo nella forma indicata prima di firmare il contratto; un raggruppamento darà mandato alla capofila.',
    en: 'If the space is awarded, we will set ourselves up in the form stated before signing the agreement; a grouping will give its mandate to the lead.',
    reference: 'D.Lgs 36/2023 art. 68',
  },
  {
    code: 'requirements',
    it: 'Le risposte sui requisiti sono vere: possiedo i requisiti richiesti e non ci sono le cause di esclusione indicate.',
    en: 'The answers on the requirements are true: I meet those asked for, and none of the stated grounds of exclusion applies.',
    reference: 'DPR 445/2000 artt. 46-47',
  },
  {
    code: 'project',
    it: 'Quello che scrivo sull’attività e sul progetto è vero, e le copie che allego sono uguali agli originali.',
    en: 'What I write about the activity and the project is true, and the copies I attach are like their originals.',
    reference: 'DPR 445/2000 artt. 19 e 47',
  },
  {
    code: 'consequences',
    it: 'So che chi dichiara il falso commette un reato ed è punito dal codice penale (art. 76), e che perde ciò che ha ottenuto con la dichiarazione falsa (art. 75).',
    en: 'I know that whoever declares something false commits an offence and is punished under the criminal code (art. 76), and loses what was obtained by the false declaration (art. 75).',
    reference: 'DPR 445/2000 artt. 75-76',
  },
  {
    code: 'privacy',
    it: 'Ho letto l’informativa sul trattamento dei dati personali.',
    en: 'I have read the notice on the processing of personal data.',
    reference: 'Reg. (UE) 2016/679 art. 13',
  },
  {
    code: 'notBinding',
    it: 'Ho capito che una manifestazione di interesse non vincola nessuno, non dà priorità e da sola non porta a un’assegnazione.',
    en: 'I understand that an expression of interest binds nobody, gives no priority and does not by itself lead to an award.',
    reference: 'L. 241/1990 art. 12',
  },
])

/** Every version of the texts: what was declared with an old one stays readable as it was. */
export const declarationTexts = { '2026-11': texts202611 }
export type DeclarationVersion = keyof typeof declarationTexts
export const declarationVersions = Object.keys(declarationTexts) as DeclarationVersion[]
/** The version that requests are sent with now. */
export const declarationVersion: DeclarationVersion = '2026-11'

export type DeclarationCode = (typeof texts202611)[number]['code']
export const declarationCodes = texts202611.map(({ code }) => code)

/** What the sender of a request must declare, in the order it is shown. */
export function declarationsFor(
  kind: RequestKind,
  applicant: (PartyData & { kind?: PartyKind }) | undefined,
): readonly Declaration<DeclarationCode>[] {
  const isNeeded: Partial<Record<DeclarationCode, boolean>> = {
    powers: applicant?.kind !== 'person',
    setUp: applicant?.kind !== 'person' && applicant?.constituted === false,
    notBinding: kind === 'expressionOfInterest',
  }
  return declarationTexts[declarationVersion].filter(({ code }) => isNeeded[code] ?? true)
}
