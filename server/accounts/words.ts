export const roles = [
  'applicant',
  'evaluator',
  'planner',
  'planningHead',
  'councilSecretary',
  'propertyOffice',
  'caseOfficer',
  'districtOffice',
  'districtCouncillor',
  'dataEditor',
  'administrator',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** Whom a demonstration lets you try as, without a password: first those the site is for; a commission is of three. */
export const demoRoles = ['applicant', 'planner', 'districtCouncillor', 'propertyOffice'] as const
export const otherDemoRoles = [
  'districtOffice',
  'planningHead',
  'councilSecretary',
  'caseOfficer',
  'evaluator',
  'secondEvaluator',
  'thirdEvaluator',
  'administrator',
  'auditor',
] as const
export type DemoRole = (typeof demoRoles | typeof otherDemoRoles)[number]

/** Roles held for one district: an office writes for it, a councillor reads. */
export const districtRoles: readonly Role[] = ['districtOffice', 'districtCouncillor']

/** How somebody proved who they are (D.Lgs 82/2005 arts. 64-65). */
export const identificationMethods = ['spid', 'cie', 'cns', 'signedFile', 'pec', 'paper', 'local'] as const
export type IdentificationMethod = (typeof identificationMethods)[number]

export const languages = ['it', 'en'] as const
export type Language = (typeof languages)[number]

/** `invited`: has not set a password yet. */
export const accountStates = ['active', 'invited', 'disabled', 'erased'] as const
export type AccountState = (typeof accountStates)[number]

/** Why a role cannot be given or ended, an account not disabled, enabled or renamed. */
export const roleRefusals = [
  'ownRole',
  'ownAdministrator',
  'ownAccount',
  'lastAdministrator',
  'incompatible',
  'districtMissing',
  'districtNotForRole',
  'districtUnknown',
  'untilMissing',
  'untilNotForRole',
  'untilPast',
  'untilTooFar',
  'accountClosed',
  'notHeld',
  'notDisabled',
  'ownName',
  'notOfficial',
] as const
export type RoleRefusal = (typeof roleRefusals)[number]

/** What each role is called; the names stand in letters and on pages. */
export const roleNames: Record<Role, Record<Language, string>> = {
  applicant: { it: 'Richiedente', en: 'Applicant' },
  evaluator: { it: 'Commissario di valutazione', en: 'Evaluator' },
  planner: { it: 'Pianificatore', en: 'Planner' },
  planningHead: { it: 'Responsabile del piano', en: 'Head of planning' },
  councilSecretary: { it: 'Segreteria del Consiglio', en: 'Council secretary' },
  propertyOffice: { it: 'Ufficio concessione spazi', en: 'Property office' },
  caseOfficer: { it: 'Responsabile del procedimento', en: 'Case officer' },
  districtOffice: { it: 'Ufficio di Municipio', en: 'District office' },
  districtCouncillor: { it: 'Consigliere di Municipio', en: 'District councillor' },
  dataEditor: { it: 'Redattore dei dati', en: 'Data editor' },
  administrator: { it: 'Amministratore', en: 'Administrator' },
  auditor: { it: 'Revisore', en: 'Auditor' },
}
