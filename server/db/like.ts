/** A pattern for LIKE that finds a text anywhere; its own signs are taken as they are. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
