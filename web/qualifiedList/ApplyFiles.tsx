import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fileSizeLimitBytes } from '#schema/files'
import type { ApplicationFile, MyApplication } from '#schema/qualifiedList'
import { api } from '../api/client.ts'
import { upload } from '../api/upload.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { FieldFault, FieldHint } from '../ui/fields.tsx'
import { ownPath, ownQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'

/** Files as links; `at` is the address of what they belong to. */
export function FileLinks({
  at,
  files,
  onRemove,
}: {
  at: string
  files: readonly ApplicationFile[]
  onRemove?: (file: ApplicationFile) => void
}) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={`${at}/files/${file.id}`}>{file.name}</a> {format.bytes(file.sizeBytes)}
          {onRemove && !file.sent && (
            <Button
              look="quiet"
              aria-label={t('apply.removeFile', { name: file.name })}
              onPress={() => onRemove(file)}
            >
              {t('apply.remove')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function useFiles(application: MyApplication, requirement: string) {
  const queries = useQueryClient()
  const path = ownPath(application.id)
  // Only the files are taken over: what is being written in the form must not go.
  const refresh = async () => {
    const fresh = await api<MyApplication>(path)
    queries.setQueryData<MyApplication>(ownQuery(application.id).queryKey, (before) =>
      before ? { ...before, files: fresh.files } : fresh,
    )
  }
  const add = useMutation({
    mutationFn: (file: File) =>
      upload<ApplicationFile>(`${path}/files?requirement=${encodeURIComponent(requirement)}`, file),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: (file: ApplicationFile) => api<void>(`${path}/files/${file.id}`, { method: 'DELETE' }),
    onSuccess: refresh,
  })
  return { add, remove }
}

interface ApplyFilesProps {
  application: MyApplication
  requirement: string
  name: string
  editable: boolean
  fault?: string | undefined
}

/** The documents of one requirement: added and taken away while the application is with the lab. */
export function ApplyFiles({ application, requirement, name, editable, fault }: ApplyFilesProps) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const hint = useId()
  const [tooLarge, setTooLarge] = useState(false)
  const { add, remove } = useFiles(application, requirement)
  const files = application.files.filter((file) => file.requirement === requirement)
  const choose = (file: File) => {
    setTooLarge(file.size > fileSizeLimitBytes)
    if (file.size <= fileSizeLimitBytes) add.mutate(file)
  }
  return (
    <div id={`documents-${requirement}`}>
      <FileLinks
        at={ownPath(application.id)}
        files={files}
        {...(editable ? { onRemove: (file: ApplicationFile) => remove.mutate(file) } : {})}
      />
      {fault && files.length === 0 && <FieldFault>{fault}</FieldFault>}
      {tooLarge && <FieldFault alert>{t('apply.fileTooLarge')}</FieldFault>}
      <Failure error={add.error ?? remove.error} />
      {editable && (
        <>
          <FileButton
            isPending={add.isPending}
            aria-label={t('apply.addFileTo', { name })}
            aria-describedby={hint}
            onFile={choose}
          >
            {t('apply.addFile')}
          </FileButton>{' '}
          <FieldHint id={hint}>{t('apply.fileHint', { size: format.bytes(fileSizeLimitBytes) })}</FieldHint>
        </>
      )}
    </div>
  )
}
