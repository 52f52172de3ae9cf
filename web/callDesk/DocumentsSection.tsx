import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallFile } from '#schema/calls'
import { fileMediaTypes } from '#schema/files'
import { upload } from '../api/upload.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import styles from './callDesk.module.css'
import { DraftText } from './DraftText.tsx'
import { type Draft, deskUrl, fieldId, useFaultWords } from './draft.ts'
import { Items } from './Items.tsx'

type CallDocument = Draft['content']['documents'][number]

function AddFile({ code, onAdded }: { code: string; onAdded: (document: CallDocument) => void }) {
  const { t } = useTranslation('callDesk')
  const input = useRef<HTMLInputElement>(null)
  const sending = useMutation({
    mutationFn: (file: File) => upload<CallFile>(`/api/desk/calls/${code}/files`, file),
    onSuccess: ({ name, url, sha256 }) => onAdded({ title: name.replace(/\.[a-z]+$/i, ''), url, sha256 }),
  })
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={fileMediaTypes.join(',')}
        data-testid="call-file"
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file) sending.mutate(file)
        }}
      />
      <Button icon="doc" isPending={sending.isPending} onPress={() => input.current?.click()}>
        {t('uploadFile')}
      </Button>
      <span className={styles.note}>{t('uploadHint')}</span>
      <Failure error={sending.error} />
    </>
  )
}

/** The documents of a call that everybody reads: files kept here, and addresses elsewhere. */
export function DocumentsSection({ draft, code }: { draft: Draft; code: string }) {
  const { t } = useTranslation('callDesk')
  const words = useFaultWords()
  const { documents } = draft.content
  return (
    <section className={styles.section} id={fieldId('/documents')}>
      <h2>{t('section.callDocuments')}</h2>
      <Items
        items={documents}
        name={(number) => t('callDocument', { number })}
        add={t('addCallDocument')}
        empty={{ title: '', url: 'https://' }}
        onChange={(changed) => draft.change({ documents: changed })}
      >
        {(document, index, change) => {
          const fault = draft.faults.find(({ pointer }) => pointer === `/documents/${index}`)
          return (
            <div className={styles.row} id={fieldId(`/documents/${index}`)}>
              <DraftText
                draft={draft}
                pointer={`/documents/${index}/title`}
                label={t('field.callDocument')}
                value={document.title}
                onChange={(title) => change({ title })}
              />
              <DraftText
                draft={draft}
                pointer={`/documents/${index}/titleEn`}
                optional
                label={t('field.titleEn')}
                value={document.titleEn ?? ''}
                onChange={(titleEn) => change({ titleEn })}
              />
              {document.sha256 ? (
                <p>
                  <a href={deskUrl(document.url)}>{t('openFile')}</a>
                  {fault && <strong> {words(fault.code)}</strong>}
                </p>
              ) : (
                <DraftText
                  draft={draft}
                  pointer={`/documents/${index}/url`}
                  label={t('field.address')}
                  value={document.url}
                  onChange={(url) => change({ url })}
                />
              )}
            </div>
          )
        }}
      </Items>
      <div className={styles.buttons}>
        <AddFile code={code} onAdded={(document) => draft.change({ documents: [...documents, document] })} />
      </div>
    </section>
  )
}
