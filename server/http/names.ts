/**
 * What the name of a person or an organisation looks like: one line without control characters (nor those that
 * turn the direction of writing) and without the address of a site, since names stand in letters to others.
 */
export const namePattern = '^(?!.*(?:://|[wW]{3}\\.))[^\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]*$'

const nameForm = new RegExp(namePattern, 'u')

/** Whether something can be a name. */
export const isName = (text: string): boolean => nameForm.test(text)
