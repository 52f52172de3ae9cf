import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm, Setup, Suggestion } from '#schema/points'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox, TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { DeskFrame } from './DeskFrame.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './points.module.css'
import {
  alarmsQuery,
  confirmTwins,
  dismissTwins,
  findTwins,
  groupsQuery,
  suggestionsQuery,
  useDeed,
} from './pointsApi.ts'
import { usePointProblem } from './words.ts'

/** Names the group and says which of the points shown stay out of it. */
function ConfirmDialog({ suggestion, onClose }: { suggestion: Suggestion; onClose: () => void }) {
  const { t } = useTranslation('points')
  const go = useGo()
  const problem = usePointProblem()
  const [title, setTitle] = useState(suggestion.points[0]?.synthesis ?? '')
  const [out, setOut] = useState<number[]>([])
  const points = suggestion.pointIds.filter((id) => !out.includes(id))
  const confirm = useDeed(() => confirmTwins(suggestion.id, { title, points }))
  const submit = async () => {
    if (title.trim() === '' || points.length < 2) return
    const group = await confirm.mutateAsync(undefined)
    go(`/desk/groups/${group.id}`)
  }
  return (
    <Dialog title={t('twins.confirmTitle', { count: points.length })} open onClose={onClose}>
      <Form className={styles.form} onSubmit={() => void submit()}>
        <TextField
          id="group-title"
          label={t('twins.groupTitle')}
          maxLength={200}
          value={title}
          onChange={setTitle}
        />
        <ul className={styles.plainList}>
          {suggestion.points.map((point) => (
            <li key={point.id}>
              <Checkbox
                checked={!out.includes(point.id)}
                onChange={(on) => setOut(on ? out.filter((id) => id !== point.id) : [...out, point.id])}
              >
                {point.reference}
              </Checkbox>
            </li>
          ))}
        </ul>
        {confirm.error && <p role="alert">{problem(confirm.error)}</p>}
        <Button type="submit" look="primary" isPending={confirm.isPending}>
          {t('twins.confirm')}
        </Button>
      </Form>
    </Dialog>
  )
}

function Reasons({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  return (
    <p className={styles.tags}>
      {suggestion.reasons.map((reason) => (
        <Tag key={reason.kind} tone="blue">
          {t(`twins.reason.${reason.kind}`, {
            share: format.percent(reason.least ?? 0),
            label: reason.label ?? '',
          })}
        </Tag>
      ))}
    </p>
  )
}

function SuggestionCard({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation('points')
  const { may } = useMe()
  const problem = usePointProblem()
  const [confirming, setConfirming] = useState(false)
  const dismiss = useDeed(() => dismissTwins(suggestion.id))
  const more = suggestion.size - suggestion.points.length
  return (
    <li className={styles.card}>
      <h3>{t('twins.set', { count: suggestion.size })}</h3>
      <Reasons suggestion={suggestion} />
      <ul className={styles.plainList}>
        {suggestion.points.map((point) => (
          <li key={point.id}>
            <Link to={`/desk/points/${point.id}`}>{point.reference}</Link>{' '}
            <span className={styles.clipped}>{point.synthesis ?? point.excerpt}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.hint}>{t('twins.andMore', { count: more })}</p>}
      {dismiss.error && <p role="alert">{problem(dismiss.error)}</p>}
      <div className={styles.buttons}>
        {may('leadPlans') ? (
          <Button look="primary" onPress={() => setConfirming(true)}>
            {t('twins.confirm')}
          </Button>
        ) : (
          <p className={styles.hint}>{t('twins.leadOnly')}</p>
        )}
        <Button isPending={dismiss.isPending} onPress={() => dismiss.mutate(undefined)}>
          {t('twins.dismiss')}
        </Button>
      </div>
      {confirming && <ConfirmDialog suggestion={suggestion} onClose={() => setConfirming(false)} />}
    </li>
  )
}

function Suggestions({ setup }: { setup: Setup }) {
  const { t } = useTranslation('points')
  const problem = usePointProblem()
  const { data, error, refetch } = useQuery(suggestionsQuery(setup.plan.code))
  const find = useDeed(() => findTwins(setup.plan.code))
  return (
    <section className={styles.part}>
      <div className={styles.headLine}>
        <h2>{t('twins.suggestions')}</h2>
        <Button
          isPending={find.isPending}
          isDisabled={!setup.plan.examined}
          onPress={() => find.mutate(undefined)}
        >
          {t('twins.find')}
        </Button>
        <p role="status">{data && t('twins.found', { count: data.total })}</p>
      </div>
      {find.error && <p role="alert">{problem(find.error)}</p>}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={5} />}
      {data?.total === 0 && <p>{t('twins.noSuggestions')}</p>}
      <ul className={styles.cards}>
        {data?.items.map((suggestion) => (
          <SuggestionCard key={suggestion.id} suggestion={suggestion} />
        ))}
      </ul>
    </section>
  )
}

function Groups({ setup }: { setup: Setup }) {
  const { t } = useTranslation('points')
  const { data } = useQuery(groupsQuery(setup.plan.code))
  return (
    <section className={styles.part}>
      <h2>{t('twins.groups')}</h2>
      {data?.total === 0 && <p>{t('twins.noGroups')}</p>}
      <ul className={styles.plainList}>
        {data?.items.map((group) => (
          <li key={group.id}>
            <Link to={`/desk/groups/${group.id}`}>{group.title}</Link>{' '}
            {t('twins.size', { count: group.size })}{' '}
            <OutcomeTag outcome={group.outcome} stage={group.stage} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function AlarmLine({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation('points')
  return (
    <li className={styles.card}>
      <h3>{t(`twins.alarm.${alarm.kind}`)}</h3>
      {alarm.provision && <p>{alarm.provision}</p>}
      {alarm.reason && <p className={styles.clipped}>{alarm.reason}</p>}
      <ul className={styles.plainList}>
        {alarm.points.map((point) => (
          <li key={point.id}>
            <Link to={`/desk/points/${point.id}`}>{point.reference}</Link>{' '}
            <OutcomeTag outcome={point.outcome} />
          </li>
        ))}
      </ul>
    </li>
  )
}

function Alarms({ setup }: { setup: Setup }) {
  const { t } = useTranslation('points')
  const { data } = useQuery(alarmsQuery(setup.plan.code))
  return (
    <section className={styles.part}>
      <h2>{t('twins.alarms')}</h2>
      {data?.total === 0 && <p>{t('twins.noAlarms')}</p>}
      <ul className={styles.cards}>
        {data?.items.map((alarm) => (
          <AlarmLine key={`${alarm.kind} ${alarm.points.map(({ id }) => id).join(' ')}`} alarm={alarm} />
        ))}
      </ul>
    </section>
  )
}

/** Points that look the same, the groups that were made of such, and what does not fit together. */
export function TwinsPage() {
  const { t } = useTranslation('points')
  return (
    <DeskFrame title={t('twins.title')}>
      {(setup) => (
        <div className={styles.partsPage}>
          <p className={styles.lead}>{t('twins.intro')}</p>
          <Suggestions setup={setup} />
          <Groups setup={setup} />
          <Alarms setup={setup} />
        </div>
      )}
    </DeskFrame>
  )
}
