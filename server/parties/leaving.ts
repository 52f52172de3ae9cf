/**
 * SQL: what a letter or notification `n` tells of is a request of a party that the account `:accountId` acted
 * for once and has left: it is the party's, and no longer theirs to read.
 */
export const isOfPartyLeft = `(n.object_kind = 'request' AND n.object_id IN (
  SELECT left_request.id::text FROM request left_request
  JOIN party_member former ON former.party_id = left_request.party_id AND former.account_id = :accountId
  WHERE NOT EXISTS (SELECT FROM party_member now_in WHERE now_in.party_id = left_request.party_id
    AND now_in.account_id = :accountId AND now_in.ended_at IS NULL))) IS TRUE`
