import type { DemoRole, Me } from '#schema/accounts'

/** Where the work of a role of the demonstration lies; the others begin at the map. */
const landings: Partial<Record<DemoRole, string>> = {
  propertyOffice: '/desk',
  caseOfficer: '/desk',
  evaluator: '/evaluation',
  secondEvaluator: '/evaluation',
  thirdEvaluator: '/evaluation',
  administrator: '/admin/accounts',
  auditor: '/audit',
  districtOffice: '/municipio',
  planner: '/desk/points',
  planningHead: '/desk/plans',
  councilSecretary: '/council',
}

/**
 * The page one arrives at who asked for none: a councillor at that of their Municipio.
 * @param role of the demonstration, where one signs in as it
 */
export function landingOf({ grants }: Pick<Me, 'grants'>, role?: DemoRole): string {
  const seat = grants.find((grant) => grant.role === 'districtCouncillor')?.district
  return (role && landings[role]) ?? (seat ? `/districts/${encodeURIComponent(seat)}` : '/')
}
