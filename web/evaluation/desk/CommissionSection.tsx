import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DeskEvaluation } from '#schema/evaluation'
import { useFormats } from '../../i18n/format.ts'
import { Tag } from '../../ui/marks.tsx'
import { Act } from '../Act.tsx'
import type { ActField, Values } from '../ActInput.tsx'
import styles from '../evaluation.module.css'
import { evaluatorsQuery, type SectionProps } from './deskEvaluation.ts'

type Member = DeskEvaluation['commission'][number]

/** The fields of an act. */
function useActFields(): ActField[] {
  const { t } = useTranslation('evaluationDesk')
  return [
    { name: 'actNumber', label: t('act.number') },
    { name: 'actDate', label: t('act.date'), kind: 'day' },
  ]
}

function useEvaluatorOptions(): { value: string; label: string }[] {
  const { data } = useQuery(evaluatorsQuery)
  return (data?.items ?? []).map(({ id, name, email }) => ({
    value: id,
    label: email ? `${name} (${email})` : name,
  }))
}

const seats = ['president', 'second', 'third', 'fourth', 'fifth'] as const

function appointmentOf({ actNumber, actDate, ...chosen }: Values): object {
  const members = seats.flatMap((seat) => {
    const accountId = chosen[seat]
    return accountId ? [{ accountId, position: seat === 'president' ? 'president' : 'member' }] : []
  })
  return { actNumber, actDate, members }
}

function Appointing({ evaluation, send }: SectionProps) {
  const { t } = useTranslation('evaluationDesk')
  const options = useEvaluatorOptions()
  const actFields = useActFields()
  const people = seats.map(
    (name, index): ActField => ({
      name,
      label: index === 0 ? t('commission.president') : t('commission.member', { number: index + 1 }),
      kind: 'select',
      options,
      least: index < 3 ? 1 : 0,
    }),
  )
  return (
    <>
      <p>{t('commission.none')}</p>
      {options.length === 0 && <p className={styles.note}>{t('commission.noEvaluators')}</p>}
      <Act
        look="primary"
        label={t('commission.appoint')}
        about={t('commission.optionalMembers')}
        refusals={evaluation.moves.appoint}
        fields={[...people, ...actFields]}
        onDo={(values) => send({ below: '/commission', body: appointmentOf(values) })}
      />
    </>
  )
}

function MemberRow({ member, evaluation, send }: SectionProps & { member: Member }) {
  const { t } = useTranslation(['evaluationDesk', 'evaluation'])
  const format = useFormats()
  const options = useEvaluatorOptions()
  const actFields = useActFields()
  const { id, name, position, declaredAt, relations, replacedAt, replacedReason } = member
  const mayReplace = replacedAt === null && evaluation.moves.replace.length === 0
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t('evaluationDesk:commission.column.position')}>
        {t(`evaluation:position.${position}`)}
      </td>
      <td data-label={t('evaluationDesk:commission.column.act')}>
        {t('evaluationDesk:commission.actOf', {
          number: member.actNumber,
          date: format.date(member.actDate),
        })}
      </td>
      <td data-label={t('evaluationDesk:commission.column.declared')}>
        {declaredAt ? (
          t('evaluationDesk:commission.declared', { count: relations, date: format.dateTime(declaredAt) })
        ) : (
          <Tag tone="warn">{t('evaluationDesk:commission.notDeclared')}</Tag>
        )}
      </td>
      <td data-label={t('evaluationDesk:commission.column.does')}>
        {replacedAt &&
          t('evaluationDesk:commission.left', {
            date: format.date(replacedAt),
            reason: replacedReason ?? '',
          })}
        {mayReplace && (
          <Act
            label={t('evaluationDesk:commission.replaceOne', { name })}
            about={t('evaluationDesk:commission.replaceHint')}
            fields={[
              {
                name: 'accountId',
                label: t('evaluationDesk:commission.replaceBy'),
                kind: 'select',
                options,
              },
              ...actFields,
              { name: 'reason', label: t('evaluationDesk:act.reason'), kind: 'words', least: 10 },
            ]}
            onDo={(body) => send({ below: `/commission/${id}/replace`, body })}
          />
        )}
      </td>
    </tr>
  )
}

/** Who judges: appointed by an act, each with whether they have declared, and how to replace one. */
export function CommissionSection(props: SectionProps) {
  const { t } = useTranslation('evaluationDesk')
  const { commission } = props.evaluation
  if (commission.length === 0) return <Appointing {...props} />
  return (
    <table className={styles.rows}>
      <caption className="vh">{t('commission.caption')}</caption>
      <thead>
        <tr>
          {(['name', 'position', 'act', 'declared', 'does'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`commission.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {commission.map((member) => (
          <MemberRow key={member.id} {...props} member={member} />
        ))}
      </tbody>
    </table>
  )
}
