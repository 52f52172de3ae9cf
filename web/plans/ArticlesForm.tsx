import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticlesSaved, DeskPlan } from '#schema/plans'
import styles from '../callDesk/callDesk.module.css'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Failure } from '../ui/Failure.tsx'
import { TextField } from '../ui/fields.tsx'
import { usePlanChange, usePlanFaults } from './usePlanChange.ts'

interface ArticlesFormProps {
  plan: DeskPlan
  document: DeskPlan['documents'][number]
  onDone: (words: string) => void
}

/** The articles of a document, pasted or as CSV; those with the same number change. */
export function ArticlesForm({ plan, document, onDone }: ArticlesFormProps) {
  const { t } = useTranslation('planDesk')
  const [text, setText] = useState('')
  const save = usePlanChange<ArticlesSaved>(plan, ({ added, changed, same }) => {
    setText('')
    onDone(t('articles.loaded', { added, changed, same }))
  })
  const faults = usePlanFaults(save.error)
  const { code, versionName, articles } = document
  return (
    <Disclosure level={2} title={`${t('articles.open', { code: `${code} ${versionName}` })} (${articles})`}>
      <div className={styles.form}>
        {faults.length === 0 && <Failure error={save.error} />}
        <TextField
          id={`articles-${document.id}`}
          rows={8}
          label={t('field.articles')}
          hint={t('field.articlesHint')}
          error={faults[0]?.text}
          maxLength={900_000}
          value={text}
          onChange={setText}
        />
        <Button
          isDisabled={text.trim() === ''}
          isPending={save.isPending}
          onPress={() => save.mutate({ below: `/documents/${document.id}/articles`, body: { text } })}
        >
          {t('articles.load', { code })}
        </Button>
      </div>
    </Disclosure>
  )
}
