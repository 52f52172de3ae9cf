import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Tag } from '../ui/marks.tsx'
import styles from './observations.module.css'
import { follow } from './observationsApi.ts'
import { ReceiptFacts } from './ReceiptFacts.tsx'
import { ReplyList } from './ReplyList.tsx'
import { ShutOutNote } from './ShutOutNote.tsx'

/** What became of an observation, by its number and the code of its receipt: no account is needed. */
export function FollowPage() {
  const { t } = useTranslation(['observations', 'plans'])
  const problemText = useProblemText()
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [errors, setErrors] = useState<{ field: string; text: string }[]>([])
  const search = useMutation({
    mutationFn: follow,
    onError: (error) => {
      const isUnknown = error instanceof ApiProblem && [400, 404].includes(error.status)
      const text = isUnknown ? t('observations:follow.none') : problemText(error)
      setErrors([{ field: 'number', text }])
    },
    onSuccess: () => setErrors([]),
  })
  const submit = () => {
    if (number.trim() === '' || code.trim() === '')
      return setErrors([{ field: 'number', text: t('observations:follow.missing') }])
    search.mutate({ number: number.trim(), code: code.trim() })
  }
  return (
    <Page title={t('observations:follow.title')}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: '/plans', label: t('plans:title') }]} here={t('observations:follow.title')} />
        <h1>{t('observations:follow.title')}</h1>
        <p>{t('observations:follow.intro')}</p>
        <Form className={styles.form} onSubmit={submit}>
          <ErrorSummary entries={errors} />
          <TextField
            id="number"
            label={t('observations:follow.number')}
            hint={t('observations:follow.numberHint')}
            maxLength={40}
            value={number}
            onChange={setNumber}
          />
          <TextField
            id="code"
            label={t('observations:follow.code')}
            hint={t('observations:follow.codeHint')}
            maxLength={40}
            value={code}
            onChange={setCode}
          />
          <div>
            <Button type="submit" look="primary" isPending={search.isPending}>
              {t('observations:follow.button')}
            </Button>
          </div>
        </Form>
        {search.data && (
          <div className={styles.form} role="status">
            <p>
              <Tag tone="blue">{t(`observations:status.${search.data.status}`)}</Tag>
            </p>
            <ShutOutNote shutOut={search.data.shutOut} />
            <ReceiptFacts facts={search.data} />
            {(!search.data.shutOut || search.data.points.length > 0) && (
              <ReplyList points={search.data.points} />
            )}
          </div>
        )}
      </div>
    </Page>
  )
}
