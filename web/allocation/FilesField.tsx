import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FilePurpose, fileLimit, type RequestFile } from '#schema/allocation'
import type { Call } from '#schema/calls'
import { fileMediaTypes, fileSizeLimitBytes, signedMediaType } from '#schema/files'
import { useProblemText } from '../api/useProblemText.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { FileButton } from '../ui/FileButton.tsx'
import { FieldFault, FieldHint } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './allocation.module.css'
import { FileLines } from './FileLines.tsx'
import { removeFile, requestQuery, uploadFile } from './requestsApi.ts'

const isSignedMessage = (file: File) => file.type === signedMediaType || /\.p7m$/i.test(file.name)

/** What can be told of a file before it is sent; the server looks at its content as well. */
function useFileRefusal(purpose: FilePurpose) {
  const { t } = useTranslation(['requests', 'identification'])
  const format = useFormats()
  return (file: File, count: number): string | null => {
    if (count >= fileLimit) return t('requests:files.tooMany', { count: fileLimit })
    if (file.size === 0) return t('requests:files.empty')
    if (file.size > fileSizeLimitBytes) {
      const sizes = { size: format.bytes(file.size), limit: format.bytes(fileSizeLimitBytes) }
      return t('requests:files.tooLarge', sizes)
    }
    if (fileMediaTypes.some((type) => type === file.type)) return null
    if (purpose === 'signedCopy')
      return isSignedMessage(file) ? null : t('identification:signature.copyWrong')
    return t('requests:files.wrongType')
  }
}

interface Slot {
  purpose: FilePurpose
  /** Code of a document of the call; other files where there is none. */
  document: string | undefined
}

function useFiles(requestId: string, first: RequestFile[], { purpose, document }: Slot) {
  const { t } = useTranslation('requests')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const refusal = useFileRefusal(purpose)
  const [files, setFiles] = useState(first.filter((file) => (file.document ?? undefined) === document))
  const [progress, setProgress] = useState<{ name: string; share: number } | null>(null)
  const [said, setSaid] = useState('')
  const [error, setError] = useState('')
  const fail = (name: string, reason: string) => setError(t('files.failed', { name, reason }))
  /** The request is read again first: what counts its documents knows of a file no later than the list does. */
  const keep = async (next: RequestFile[], words: string) => {
    await queries.invalidateQueries({ queryKey: requestQuery(requestId).queryKey, exact: true })
    setFiles(next)
    setSaid(words)
  }
  const add = async (file: File) => {
    const reason = refusal(file, files.length)
    setError('')
    if (reason) return fail(file.name, reason)
    setProgress({ name: file.name, share: 0 })
    await uploadFile(requestId, file, { purpose, document }, (share) =>
      setProgress({ name: file.name, share }),
    )
      .then((added) => keep([...files, added], t('files.added', { name: added.name })))
      .catch((problem: unknown) => fail(file.name, problemText(problem)))
    setProgress(null)
  }
  const remove = (file: RequestFile) =>
    removeFile(requestId, file.id)
      .then(() =>
        keep(
          files.filter(({ id }) => id !== file.id),
          t('files.removed', { name: file.name }),
        ),
      )
      .catch((problem: unknown) => fail(file.name, problemText(problem)))
  return { files, progress, said, error, add, remove }
}

/** How much of a file has gone; once all has, that it is being looked at. */
function UploadProgress({ name, share }: { name: string; share: number }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const words =
    share < 1 ? t('files.uploading', { name, percent: format.percent(share) }) : t('files.checking', { name })
  return (
    <p className={styles.progress}>
      <progress
        max={1}
        {...(share < 1 ? { value: share } : {})}
        aria-label={t('files.uploading', { name, percent: '' })}
      />
      {words}
    </p>
  )
}

interface FilesFieldProps {
  requestId: string
  first: RequestFile[]
  /** Attachments, which can be removed again, where it is not said. */
  purpose?: FilePurpose
  /** A document of the call, which has a place of its own. */
  document?: Call['requiredDocuments'][number]
  error?: string | undefined
}

/** Files of a request: added one by one with what is going on. */
export function FilesField({
  requestId,
  first,
  purpose = 'attachment',
  document,
  error: fault,
}: FilesFieldProps) {
  const { t } = useTranslation(['requests', 'identification'])
  const format = useFormats()
  const english = useLanguage() === 'en'
  const slot = { purpose, document: document?.code }
  const { files, progress, said, error, add, remove } = useFiles(requestId, first, slot)
  const name = document && ((english && document.labelEn) || document.label)
  const id = document ? `documents-${document.code}` : 'files'
  const isCopy = purpose === 'signedCopy'
  const limits = { count: fileLimit, size: format.bytes(fileSizeLimitBytes) }
  return (
    <fieldset className={styles.files} id={id}>
      <legend>{name ?? t(isCopy ? 'identification:signature.copyTitle' : 'requests:files.title')}</legend>
      <FieldHint id={`${id}-hint`}>
        {isCopy
          ? t('identification:signature.copyHint')
          : t(document ? 'requests:files.documentHint' : 'requests:files.hint', limits)}
      </FieldHint>
      {fault && files.length === 0 && <FieldFault>{fault}</FieldFault>}
      {!isCopy && <FileLines requestId={requestId} files={files} onRemove={(file) => void remove(file)} />}
      {isCopy && files.length > 0 && (
        <>
          <FileLines requestId={requestId} files={files} />
          <Note tone="ok" icon="ok">
            {t('identification:signature.copyReceived')}
          </Note>
        </>
      )}
      {error && <FieldFault alert>{error}</FieldFault>}
      {progress && <UploadProgress {...progress} />}
      <FileButton
        accept={[...fileMediaTypes, ...(isCopy ? ['.p7m', signedMediaType] : [])]}
        isDisabled={progress !== null}
        aria-describedby={`${id}-hint`}
        {...(name && { 'aria-label': t('requests:files.addDocument', { name }) })}
        onFile={(file) => void add(file)}
      >
        {t('requests:files.add')}
      </FileButton>
      <p className="vh" role="status">
        {said}
      </p>
    </fieldset>
  )
}
