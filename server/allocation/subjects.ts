/**
 * SQL: ids of the requests that were received from somebody who is behind the request of that id too: as the
 * applicant or as a member of a grouping, by the codes both were sent with. The request itself is among them.
 * @param requestId an SQL expression
 */
export const requestsSharing = (requestId: string): string => `
  SELECT other.request_id FROM request_subject mine JOIN request_subject other ON other.code = mine.code
  WHERE mine.request_id = ${requestId} UNION SELECT ${requestId}`
