import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fileSizeLimitBytes } from '#schema/files'
import type { MySubmission } from '#schema/observations'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { FieldFault, FieldHint } from '../ui/fields.tsx'
import styles from './observations.module.css'
import { addFile, filePath, removeFile, submissionQuery } from './observationsApi.ts'

interface FilesFieldProps {
  submission: MySubmission
  purpose: 'attachment' | 'delegation'
  title: string
  error?: string | undefined
}

/** Adds and removes files of a draft, and reads it again without what is being written. */
function useFiles({ submission, purpose }: Pick<FilesFieldProps, 'submission' | 'purpose'>) {
  const queries = useQueryClient()
  const { id } = submission
  const onSuccess = () => queries.invalidateQueries({ queryKey: submissionQuery(id).queryKey })
  const add = useMutation({ mutationFn: (file: File) => addFile(id, file, purpose), onSuccess })
  const remove = useMutation({ mutationFn: (fileId: string) => removeFile(id, fileId), onSuccess })
  return { add, remove }
}

/** Files of an observation: added one by one, never published. */
export function FilesField({ submission, purpose, title, error }: FilesFieldProps) {
  const { t } = useTranslation('observations')
  const format = useFormats()
  const { add, remove } = useFiles({ submission, purpose })
  const files = submission.files.filter((file) => file.purpose === purpose)
  const hintId = `${purpose}-hint`
  return (
    <fieldset className={styles.files} id={purpose}>
      <legend>{title}</legend>
      <FieldHint id={hintId}>{t('files.hint', { size: format.bytes(fileSizeLimitBytes) })}</FieldHint>
      {error && <FieldFault alert>{error}</FieldFault>}
      <Failure error={add.error ?? remove.error} />
      <ul>
        {files.map(({ id, name, sizeBytes }) => (
          <li key={id}>
            <a href={filePath(submission.id, id)}>{name}</a> <span>{format.bytes(sizeBytes)}</span>
            <Button look="quiet" isPending={remove.isPending} onPress={() => remove.mutate(id)}>
              {t('files.remove', { name })}
            </Button>
          </li>
        ))}
      </ul>
      <p role="status">{add.isPending && t('files.uploading', { name: add.variables.name })}</p>
      <div>
        <FileButton isPending={add.isPending} aria-describedby={hintId} onFile={(file) => add.mutate(file)}>
          {t('files.add')}
        </FileButton>
      </div>
    </fieldset>
  )
}
