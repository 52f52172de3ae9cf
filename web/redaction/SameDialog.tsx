import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SameResult } from '#schema/redaction'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import styles from './redaction.module.css'
import { doSame, useRedactionDeed } from './redactionApi.ts'
import { useCopyProblem, useRefusals } from './words.ts'

interface SameDialogProps {
  id: number
  revision: number
  deed: 'make-same' | 'sign-same'
  onClose: () => void
}

/** What becomes, or became, of each. */
function Results({ result, done }: { result: SameResult; done: boolean }) {
  const { t } = useTranslation('redaction')
  const refusals = useRefusals()
  const { done: many, same, refused } = result
  return (
    <>
      <p role="status">{t(done ? 'same.doneAll' : 'same.summary', { done: many, same, refused })}</p>
      <div className={styles.results} tabIndex={0} role="region" aria-label={t('same.result')}>
        <Table
          caption={t('same.result')}
          heads={[t('column.number'), t('same.effect'), t('same.why')]}
          className={undefined}
        >
          {result.items.map((item) => (
            <tr key={item.id}>
              <th scope="row">{item.reference}</th>
              <td>{t(`same.row.${item.result}`)}</td>
              <td>{refusals(item.refusals)}</td>
            </tr>
          ))}
        </Table>
      </div>
    </>
  )
}

/** The same for the others of a group with the same words: shown first for each, then done. */
export function SameDialog({ id, revision, deed, onClose }: SameDialogProps) {
  const { t } = useTranslation('redaction')
  const problem = useCopyProblem()
  const ask = (preview: boolean) => doSame(id, deed, { preview, revision })
  const { data, error } = useQuery({
    queryKey: ['redactionSame', id, deed, revision],
    queryFn: () => ask(true),
    gcTime: 0,
  })
  const apply = useRedactionDeed(() => ask(false))
  const name = deed === 'make-same' ? 'make' : 'sign'
  return (
    <Dialog title={t(`same.${name}`)} open onClose={onClose}>
      <div className={styles.form}>
        {error && <ErrorState error={error} />}
        {apply.error && <p role="alert">{problem(apply.error)}</p>}
        {!data && !error && <Skeleton lines={4} />}
        {data && <Results result={apply.data ?? data} done={apply.isSuccess} />}
        {apply.isSuccess ? (
          <Button look="primary" onPress={onClose}>
            {t('same.close')}
          </Button>
        ) : (
          data && (
            <Button
              look="primary"
              isDisabled={data.done === 0}
              isPending={apply.isPending}
              onPress={() => apply.mutate(undefined)}
            >
              {t(`same.apply.${name}`, { count: data.done })}
            </Button>
          )
        )}
      </div>
    </Dialog>
  )
}
