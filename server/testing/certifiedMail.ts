const base64 = (content: Buffer | string) =>
  (
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n')

interface CertifiedGiven {
  /** As `daticert.xml` writes it: day and time with their zone. */
  day?: string
  time?: string
  text?: string
  pdf?: Buffer
  signed?: Buffer
  withCertificate?: boolean
}

/** The message its author sent: words, a PDF and one inside its signature. */
const innerMessage = ({ text = 'Chiedo più laboratori.', pdf, signed }: CertifiedGiven) =>
  [
    'From: Anna Rossi <anna.rossi@pec.example.it>',
    'To: protocollo@pec.comune.example.it',
    'Subject: Osservazione al PGT',
    'Message-ID: <opec1.inner@pec.example.it>',
    'Date: Tue, 01 Dec 2026 10:29:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="inner"',
    '',
    '--inner',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    ...(pdf
      ? [
          '--inner',
          'Content-Type: application/pdf; name="osservazione.pdf"',
          'Content-Disposition: attachment; filename="osservazione.pdf"',
          'Content-Transfer-Encoding: base64',
          '',
          base64(pdf),
        ]
      : []),
    ...(signed
      ? [
          '--inner',
          'Content-Type: application/pkcs7-mime; name="delega.pdf.p7m"',
          'Content-Disposition: attachment; filename="delega.pdf.p7m"',
          'Content-Transfer-Encoding: base64',
          '',
          base64(signed),
        ]
      : []),
    '--inner--',
    '',
  ].join('\r\n')

const certificate = ({ day = '01/12/2026', time = '10:30:12' }: CertifiedGiven) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<postacert tipo="posta-certificata" errore="nessuno"><intestazione>
<mittente>anna.rossi@pec.example.it</mittente>
<destinatari tipo="certificato">protocollo@pec.comune.example.it</destinatari>
<risposte>anna.rossi@pec.example.it</risposte><oggetto>Osservazione al PGT</oggetto></intestazione>
<dati><gestore-emittente>GESTORE PEC</gestore-emittente>
<data zona="+0100"><giorno>${day}</giorno><ora>${time}</ora></data>
<identificativo>opec1.20261201103012.1@pec.example.it</identificativo>
<msgid>&lt;opec1.inner@pec.example.it&gt;</msgid></dati></postacert>`

/**
 * A certified message as a mailbox of the city gets it: the provider's envelope, signed, with the words for the
 * reader, `daticert.xml` and the message itself as `postacert.eml` (DM 2 November 2005, 6.3).
 */
export function certifiedMail(given: CertifiedGiven = {}): Buffer {
  const { withCertificate = true } = given
  return Buffer.from(
    [
      'Received: from mail.pec.example.it by mx.comune.example.it; Tue, 01 Dec 2026 10:31:00 +0100',
      'From: "Per conto di: anna.rossi@pec.example.it" <posta-certificata@pec.example.it>',
      'To: protocollo@pec.comune.example.it',
      'Subject: POSTA CERTIFICATA: Osservazione al PGT',
      'Message-ID: <opec1.20261201103012.1@pec.example.it>',
      'Date: Tue, 01 Dec 2026 10:30:12 +0100',
      'X-Trasporto: posta-certificata',
      'MIME-Version: 1.0',
      'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="signed"',
      '',
      '--signed',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Messaggio di posta certificata. Il messaggio originale è incluso in allegato.',
      ...(withCertificate
        ? [
            '--outer',
            'Content-Type: application/xml; name="daticert.xml"',
            'Content-Disposition: inline; filename="daticert.xml"',
            'Content-Transfer-Encoding: base64',
            '',
            base64(certificate(given)),
          ]
        : []),
      '--outer',
      'Content-Type: message/rfc822; name="postacert.eml"',
      'Content-Disposition: inline; filename="postacert.eml"',
      '',
      innerMessage(given),
      '--outer--',
      '--signed',
      'Content-Type: application/pkcs7-signature; name="smime.p7s"',
      'Content-Disposition: attachment; filename="smime.p7s"',
      'Content-Transfer-Encoding: base64',
      '',
      base64('not looked at here'),
      '--signed--',
      '',
    ].join('\r\n'),
  )
}
