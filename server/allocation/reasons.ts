/** A coded reason, with its text in both languages and the rule it rests on. */
export interface Reason<Code extends string = string> {
  code: Code
  it: string
  en: string
  reference: string
}

const reasons = <const Code extends string>(list: readonly Reason<Code>[]) => list

/** Why an application is excluded. */
export const exclusionReasons = reasons([
  {
    code: 'missingRequirement',
    it: 'Manca un requisito di partecipazione',
    en: 'A participation requirement is not met',
    reference: 'avviso, requisiti di partecipazione',
  },
  {
    code: 'arrears',
    it: 'Debiti scaduti verso il Comune o gli enti gestori',
    en: 'Overdue debts to the City or its managing bodies',
    reference: 'avviso, requisiti di partecipazione',
  },
  {
    code: 'occupationWithoutTitle',
    it: 'Occupazione senza titolo o contenzioso in corso con il Comune',
    en: 'Occupation without title, or litigation with the City',
    reference: 'avviso, requisiti di partecipazione',
  },
  {
    code: 'excludedActivity',
    it: "Attività esclusa dall'avviso",
    en: 'Activity excluded by the call',
    reference: 'avviso, attività escluse',
  },
  {
    code: 'late',
    it: 'Arrivata dopo la scadenza',
    en: 'Received after the deadline',
    reference: 'avviso, termine di presentazione',
  },
  {
    code: 'notIdentified',
    it: "Identità non accertata nei modi dell'art. 65 CAD",
    en: 'Identity not established as art. 65 CAD asks',
    reference: 'D.Lgs 82/2005 art. 65',
  },
  {
    code: 'notCompleted',
    it: 'Integrazione non pervenuta o insufficiente',
    en: 'Completion not received or insufficient',
    reference: 'soccorso istruttorio',
  },
  {
    code: 'falseDeclaration',
    it: 'Dichiarazione non veritiera',
    en: 'Untrue declaration',
    reference: 'DPR 445/2000 artt. 75-76',
  },
  {
    code: 'duplicate',
    it: 'Domanda doppia dello stesso richiedente',
    en: 'Second application of the same applicant',
    reference: 'avviso',
  },
])

/** Why an expression of interest is closed. */
export const closingReasons = reasons([
  {
    code: 'spaceNotAvailable',
    it: 'Lo spazio non è più disponibile',
    en: 'The space is no longer available',
    reference: 'L. 241/1990 art. 3',
  },
  {
    code: 'callPublished',
    it: 'Lo spazio è ora in un avviso: occorre presentare domanda',
    en: 'The space is now in a call: an application is needed',
    reference: 'L. 241/1990 art. 12',
  },
  {
    code: 'cityUse',
    it: 'Lo spazio serve ad attività del Comune',
    en: 'The space is needed for the City itself',
    reference: 'L. 241/1990 art. 3',
  },
  {
    code: 'useNotCompatible',
    it: "L'uso chiesto non è compatibile con lo spazio",
    en: 'The use asked for is not compatible with the space',
    reference: 'PGT, Piano delle Regole',
  },
  {
    code: 'spaceUnfit',
    it: 'Lo spazio non è agibile e non può essere messo a disposizione',
    en: 'The space is unfit and cannot be offered',
    reference: 'L. 241/1990 art. 3',
  },
  {
    code: 'duplicate',
    it: 'Manifestazione doppia dello stesso richiedente',
    en: 'Second expression of the same applicant',
    reference: 'L. 241/1990 art. 3',
  },
  {
    code: 'applicantAsked',
    it: 'Su richiesta di chi l’ha presentata',
    en: 'At the request of whoever sent it',
    reference: 'L. 241/1990 art. 3',
  },
])

/** What the office may ask to be completed; the project and the price can never be. */
export const completionItems = reasons([
  {
    code: 'signature',
    it: 'Domanda firmata, o invio da PEC',
    en: 'Signed application, or sending by PEC',
    reference: 'D.Lgs 82/2005 art. 65',
  },
  {
    code: 'identityDocument',
    it: "Documento d'identità",
    en: 'Identity document',
    reference: 'DPR 445/2000 art. 38',
  },
  {
    code: 'powers',
    it: 'Prova dei poteri di chi rappresenta',
    en: 'Proof of the power to represent',
    reference: 'avviso, documenti',
  },
  {
    code: 'statute',
    it: 'Statuto o atto costitutivo',
    en: 'Statute or founding act',
    reference: 'avviso, documenti',
  },
  {
    code: 'declarations',
    it: 'Dichiarazioni sui requisiti',
    en: 'Declarations on the requirements',
    reference: 'DPR 445/2000 artt. 46-47',
  },
  {
    code: 'registration',
    it: 'Iscrizione al Registro imprese o impegno a costituirsi',
    en: 'Registration of the firm, or the commitment to found it',
    reference: 'avviso, documenti',
  },
  {
    code: 'siteVisit',
    it: 'Attestato di sopralluogo',
    en: 'Certificate of the visit',
    reference: 'avviso, sopralluoghi',
  },
])
