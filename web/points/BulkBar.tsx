import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bulkLimit, type Setup } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { BulkDialog } from './BulkDialog.tsx'
import styles from './points.module.css'
import { proposeGroup, selectAll, useDeed } from './pointsApi.ts'
import { usePointProblem } from './words.ts'

/** Ids of the points chosen, with the versions they were seen in. */
export type Chosen = ReadonlyMap<number, number>

interface BulkBarProps {
  setup: Setup
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
  /** Points the filter keeps. */
  total: number
  parameters: string
}

/** What can be done with the points chosen. */
export function BulkBar({ setup, chosen, onChoose, total, parameters }: BulkBarProps) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const problem = usePointProblem()
  const [open, setOpen] = useState(false)
  const all = useMutation({ mutationFn: () => selectAll(parameters) })
  const propose = useDeed(() => proposeGroup(setup.plan.code, [...chosen.keys()]))
  const most = Math.min(total, bulkLimit)
  const fault = all.error ?? propose.error
  const chooseAll = async () => {
    const { items } = await all.mutateAsync()
    onChoose(new Map(items.map(({ id, version }) => [id, version])))
  }
  return (
    <div className={styles.bulk}>
      <p role="status">{chosen.size > 0 && t('bulk.chosen', { count: chosen.size })}</p>
      {chosen.size < most && (
        <Button look="quiet" isPending={all.isPending} onPress={() => void chooseAll()}>
          {t(total > bulkLimit ? 'bulk.allLimit' : 'bulk.all', {
            number: format.number(most),
          })}
        </Button>
      )}
      {chosen.size > 0 && (
        <>
          <Button look="quiet" onPress={() => onChoose(new Map())}>
            {t('bulk.clear')}
          </Button>
          <Button look="primary" onPress={() => setOpen(true)}>
            {t('bulk.change')}
          </Button>
        </>
      )}
      {chosen.size > 1 && (
        <Button isPending={propose.isPending} onPress={() => propose.mutate(undefined)}>
          {t('bulk.propose')}
        </Button>
      )}
      {propose.isSuccess && <p role="status">{t('bulk.proposed')}</p>}
      {fault && <p role="alert">{problem(fault)}</p>}
      {open && (
        <BulkDialog
          setup={setup}
          chosen={chosen}
          onClose={(changed) => {
            setOpen(false)
            if (changed) onChoose(new Map())
          }}
        />
      )}
    </div>
  )
}
