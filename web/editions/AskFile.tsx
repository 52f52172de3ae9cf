import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Edition, type Format, formats, type Sorting, sortings } from '#schema/editions'
import { useProblemText } from '../api/useProblemText.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField } from '../ui/fields.tsx'
import styles from './editions.module.css'
import { askForFile, filesQuery } from './editionsApi.ts'

/** Asks for a file: its order and its format. What is there already is not made again. */
export function AskFile({ edition, code }: { edition: Edition; code: string }) {
  const { t } = useTranslation('editions')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [sorting, setSorting] = useState<Sorting>('theme')
  const [format, setFormat] = useState<Format>('pdf')
  const asking = useMutation({
    mutationFn: () => askForFile(edition, code, { sorting, format }),
    onSuccess: () => queries.invalidateQueries({ queryKey: filesQuery(edition, code).queryKey }),
  })
  return (
    <Form className={styles.ask} onSubmit={() => asking.mutate()}>
      <SelectField
        id={`${edition}-sorting`}
        label={t('column.sorting')}
        value={sorting}
        onChange={(value) => setSorting(value as Sorting)}
        options={sortings.map((value) => ({ value, label: t(`sorting.${value}`) }))}
      />
      <SelectField
        id={`${edition}-format`}
        label={t('column.format')}
        value={format}
        onChange={(value) => setFormat(value as Format)}
        options={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
      />
      <Button type="submit" look="primary" isPending={asking.isPending}>
        {t('make')}
      </Button>
      <p role="status" className={styles.quiet}>
        {asking.isSuccess && t('asked')}
        {asking.error && problemText(asking.error)}
      </p>
    </Form>
  )
}
