import { expect, test } from 'vitest'
import { contentDisposition } from './serving.ts'

test.each([
  ['piano.pdf', `attachment; filename="piano.pdf"; filename*=UTF-8''piano.pdf`],
  [
    'città "nuova".pdf',
    `attachment; filename="citta _nuova_.pdf"; filename*=UTF-8''citt%C3%A0%20%22nuova%22.pdf`,
  ],
  [
    "l'officina (1).png",
    `attachment; filename="l'officina (1).png"; filename*=UTF-8''l%27officina%20%281%29.png`,
  ],
  ['申請.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E7%94%B3%E8%AB%8B.pdf`],
  ['100%.pdf', `attachment; filename="100_.pdf"; filename*=UTF-8''100%25.pdf`],
])('the name of %s travels in both forms (RFC 6266)', (name, header) => {
  expect(contentDisposition('attachment', name)).toBe(header)
})
