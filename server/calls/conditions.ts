/** SQL: call `c` takes sealed prices; a standing one takes none. */
export const takesPrice =
  "(NOT c.standing AND coalesce(jsonb_typeof(c.criteria -> 'price') = 'object', false))"

/** SQL: the rent of lot `l` is reduced, which is aid. */
export const isReduced = "coalesce(jsonb_array_length(l.rent -> 'reductions') > 0, false)"
