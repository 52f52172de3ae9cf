import type { CityPack } from '../city/pack.ts'

/** What lies in the export, in both languages. */
export const readmeOf = ({ header, legal }: CityPack): string => `I TUOI DATI

${header.owner.it}: ${header.title.it}.

data.json  tutto ciò che è scritto su di te: accesso, identità verificate, ruoli, sessioni,
           soggetti per cui agisci, richieste con il loro contenuto, lettere e scelte,
           notifiche, avvisi, e ciò che hai fatto (registro delle azioni). Testo in UTF-8,
           formato JSON (RFC 8259); ore in UTC.
files/     i file che hai allegato, in una cartella per ogni richiesta.

Il contenuto delle lettere che portano un collegamento segreto non è compreso.
Domande: ${legal.dataProtectionOfficer} (responsabile della protezione dei dati).

YOUR DATA

${header.owner.en}: ${header.title.en}.

data.json  everything written about you: account, verified identities, roles, sessions,
           parties you act for, requests with their content, letters and choices,
           notifications, alerts, and what you did (log of actions). Text in UTF-8,
           format JSON (RFC 8259); times in UTC.
files/     the files you attached, one folder for each request.

The content of letters that hold a secret link is left out.
Questions: ${legal.dataProtectionOfficer} (data protection officer).
`
