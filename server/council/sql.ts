/** SQL: the names of who left the vote `v` because of an interest of theirs (TUEL art. 78 c. 2). */
export const namesOfLeft =
  "(SELECT coalesce(json_agg(e ->> 'name'), '[]') FROM jsonb_array_elements(v.left_under_78) e)"
