export const editions = {
  title: 'Files of the register of replies',
  plans: 'Plans',
  intro:
    'The register is made in the background: this page can be closed and the work goes on, also where the server is started anew. The same data give the same file, which is not made again.',
  edition: { public: 'Public edition', council: 'Council’s edition' },
  about: {
    public:
      'Holds redacted and signed texts alone. Once the register is published, everybody can download the last file of each kind; where a word is taken back, the files that hold it are gone at once and made anew.',
    council:
      'Holds names, protocol numbers, whole texts and votes. Each copy bears the name of who asked for it, and nobody else can download it; each opening is logged.',
  },
  reserved:
    'It holds personal data: it is for councillors and those who assist them, and is not to be passed on. Who has an interest leaves the room (art. 78 TUEL).',
  make: 'Make the file',
  asked: 'Your request is in.',
  none: 'No file yet.',
  caption: '{{edition}}: its files, the latest first',
  column: {
    file: 'File',
    asked: 'Asked for',
    state: 'State',
    take: 'Download',
    sorting: 'Order',
    format: 'Format',
  },
  sorting: { theme: 'by theme', article: 'by article', number: 'by number' },
  format: { pdf: 'PDF', docx: 'Word (DOCX)', xlsx: 'Excel (XLSX)' },
  state: {
    waiting: 'Waiting',
    making: 'Being made',
    made: 'Ready',
    failed: 'Failed',
    withdrawn: 'Withdrawn',
  },
  progress: 'Progress: {{format}}, {{file}}',
  problem: {
    template: 'The city’s Word template cannot be filled: it lacks the place of the register, or a header.',
    failed: 'It broke off while it was made. It can be asked for again.',
    changing: 'The points changed several times while it was made. Ask again in a while.',
    withdrawn: 'Words were taken back after it was made: the file is no longer there.',
  },
  take: 'Download',
  toFiles: 'PDF, Word, Excel',
  download: 'Download the register',
  notYours: 'This page is for the head of planning and the secretary of the Council',
  notYoursBody: 'The published register is downloaded from the page of the plan.',
}
