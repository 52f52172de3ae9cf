/** What a certified mail provider would write of a letter; the form is that of real providers. */
export interface ReceiptGiven {
  /** Value of X-Ricevuta, such as `avvenuta-consegna`. */
  type: string
  /** Message-ID of the letter. */
  letter: string
  sender?: string
  recipient: string
  /** Day and time in Italy. */
  day?: string
  time?: string
  zone?: string
  messageId?: string
  subject?: string
  /** Written into the certificate alone, where it should differ from the headers. */
  certificate?: Partial<Pick<ReceiptGiven, 'type' | 'letter' | 'recipient'>> | null
  headers?: boolean
}

let count = 0

const escaped = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function certificateOf(given: Required<ReceiptGiven>): string {
  const { type, letter, recipient } = { ...given, ...given.certificate }
  const delivered = type.includes('consegna') ? `<consegna>${recipient}</consegna>` : ''
  return `<?xml version="1.0" encoding="UTF-8"?>
<postacert tipo="${type}" errore="nessuno"><intestazione>
<mittente>${given.sender}</mittente><destinatari tipo="certificato">${recipient}</destinatari>
<risposte>${given.sender}</risposte><oggetto>Richiesta &amp; altro</oggetto></intestazione>
<dati><gestore-emittente>GESTORE PEC S.P.A.</gestore-emittente>
<data zona="${given.zone}"><giorno>${given.day}</giorno><ora>${given.time}</ora></data>
<identificativo>opec210312.20261123.1@pec.gestore.example</identificativo>
<msgid>${escaped(letter)}</msgid><ricevuta tipo="completa" />${delivered}</dati></postacert>`
}

/** Today in Italy as a certificate writes it, with the time and zone. */
function certifiedNow(): Required<Pick<ReceiptGiven, 'day' | 'time' | 'zone'>> {
  const now = new Date()
  const [year, month, date] = now.toISOString().slice(0, 10).split('-')
  return { day: `${date}/${month}/${year}`, time: now.toISOString().slice(11, 19), zone: '+0000' }
}

/** The whole message, with CRLF as it travels. */
export function receiptMessage(asked: ReceiptGiven): Buffer {
  count += 1
  const given: Required<ReceiptGiven> = {
    ...certifiedNow(),
    sender: 'spazi@pec.comune.example',
    messageId: `<opec.${count}.${process.hrtime.bigint()}@pec.gestore.example>`,
    subject: `CONSEGNA: Richiesta`,
    certificate: {},
    headers: true,
    ...asked,
  }
  const attachment =
    given.certificate === null
      ? ''
      : `--inner
Content-Type: application/xml; name="daticert.xml"
Content-Disposition: inline; filename="daticert.xml"
Content-Transfer-Encoding: base64

${Buffer.from(certificateOf(given)).toString('base64').replace(/.{76}/g, '$&\n')}
`
  const marks = given.headers
    ? `X-Ricevuta: ${given.type}\nX-Riferimento-Message-ID: ${given.letter}\nX-TipoRicevuta: completa\n`
    : ''
  const message = `Received: from pec.gestore.example by imap.example
${marks}Message-ID: ${given.messageId}
From: posta-certificata@pec.gestore.example
To: ${given.sender}
Subject: ${given.subject}
Date: Mon, 23 Nov 2026 18:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="inner"

--inner
Content-Type: text/plain; charset="utf-8"

Ricevuta di avvenuta consegna
${attachment}--inner--
`
  return Buffer.from(message.replaceAll('\n', '\r\n'))
}
