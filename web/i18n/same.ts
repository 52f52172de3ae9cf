/** The shape of a set of texts: the same keys, any words. English is checked against Italian with it. */
export type Same<Texts> = { [Key in keyof Texts]: Texts[Key] extends string ? string : Same<Texts[Key]> }
