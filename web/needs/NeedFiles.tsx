import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type MyNeed, type NeedFile, needFileLimit } from '#schema/needs'
import { upload } from '../api/upload.ts'
import { useFormats } from '../i18n/format.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Failure } from '../ui/Failure.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { myNeedQuery, needPath } from './needsApi.ts'

/** Drawings and pictures of what is needed. */
export function NeedFiles({ need }: { need: MyNeed }) {
  const { t } = useTranslation('needs')
  const format = useFormats()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: (file: File) => upload<NeedFile>(`${needPath(need.code)}/files`, file),
    onSuccess: (file) =>
      queries.setQueryData<MyNeed>(
        myNeedQuery(need.code).queryKey,
        (before) => before && { ...before, files: [...before.files, file] },
      ),
  })
  return (
    <section>
      <h2>{t('facts.files')}</h2>
      {need.files.length === 0 && <p>{t('facts.noFiles')}</p>}
      <ul className={styles.files}>
        {need.files.map(({ id, name, sizeBytes }) => (
          <li key={id}>
            <a href={`${needPath(need.code)}/files/${id}`}>{name}</a> {format.bytes(sizeBytes)}
          </li>
        ))}
      </ul>
      <Failure error={add.error} />
      {need.isMine && need.files.length < needFileLimit && (
        <FileButton isPending={add.isPending} onFile={(file) => add.mutate(file)}>
          {t('addFile')}
        </FileButton>
      )}
    </section>
  )
}
