/** SQL: keys of rows of a table of parties' own that the account `:accountId` acted for once and has left. */
const ofPartyLeft = (table: string, key: string) => `(
  SELECT gone.${key}::text FROM ${table} gone
  JOIN party_member former ON former.party_id = gone.party_id AND former.account_id = :accountId
  WHERE NOT EXISTS (SELECT FROM party_member now_in WHERE now_in.party_id = gone.party_id
    AND now_in.account_id = :accountId AND now_in.ended_at IS NULL))`

/**
 * SQL: what a letter or notification `n` tells of is a request, an application to the list of labs or a need of a party
 * that the account `:accountId` acted for once and has left: it is the party's, and no longer theirs to read.
 */
export const isOfPartyLeft = `(
  (n.object_kind = 'request' AND n.object_id IN ${ofPartyLeft('request', 'id')})
  OR (n.object_kind = 'labListApplication' AND n.object_id IN ${ofPartyLeft('lab_list_application', 'id')})
  OR (n.object_kind = 'need' AND n.object_id IN ${ofPartyLeft('need', 'code')})) IS TRUE`
